package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/** Continues conversations. */
@ConsumerType
public interface ChatModel extends Ability {
}
