package modelscan.api.gateway;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows who may come in.
 *
 * <p>The gateway asks it before any endpoint or dialect sees a call; as long as there is none, nobody is served.
 */
@ProviderType
public interface Doorkeeper {
    /**
     * Who calls.
     *
     * @param key what the caller sent as its key; never to be logged, thrown or shown
     * @param local whether the caller is on this machine
     * @throws modelscan.api.model.FailureException with UNAUTHENTICATED if it is not served
     */
    Principal admit(Optional<String> key, boolean local);
}
