package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Searches. */
@ConsumerType
public interface SearchModel extends Ability {
}
