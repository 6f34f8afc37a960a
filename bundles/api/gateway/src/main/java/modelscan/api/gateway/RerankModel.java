package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Orders documents by relevance. */
@ConsumerType
public interface RerankModel extends Ability {
}
