package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Writes down what is spoken. */
@ConsumerType
public interface TranscriptionModel extends Ability {
}
