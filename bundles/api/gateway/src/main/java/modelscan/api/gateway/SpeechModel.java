package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Speaks. */
@ConsumerType
public interface SpeechModel extends Ability {
}
