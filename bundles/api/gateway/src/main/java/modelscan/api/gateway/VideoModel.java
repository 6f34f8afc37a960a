package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes films. */
@ConsumerType
public interface VideoModel extends Ability {
}
