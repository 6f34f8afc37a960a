package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes pictures. */
@ConsumerType
public interface ImageModel extends Ability {
}
