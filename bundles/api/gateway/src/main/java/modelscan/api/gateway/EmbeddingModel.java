package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Turns texts into vectors. */
@ConsumerType
public interface EmbeddingModel extends Ability {
}
