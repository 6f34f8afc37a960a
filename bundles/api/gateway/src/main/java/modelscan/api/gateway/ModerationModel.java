package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Judges content. */
@ConsumerType
public interface ModerationModel extends Ability {
}
