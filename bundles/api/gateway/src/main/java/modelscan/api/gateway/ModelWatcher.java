package modelscan.api.gateway;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told when a provider serves other models than before.
 *
 * <p>Register it as a service. It is called by one thread at a time and must not wait.
 */
@ConsumerType
public interface ModelWatcher {
    /** A provider's own list brought new models, or lacks some it had before. */
    void changed(String provider, Set<String> added, Set<String> gone);
}
