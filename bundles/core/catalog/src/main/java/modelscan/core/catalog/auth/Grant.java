package modelscan.core.catalog.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an access token is asked for with. */
sealed interface Grant permits GoogleGrant, ClientGrant {
    /**
     * What to send for a token; empty if the key is a token itself.
     *
     * @throws IllegalArgumentException if the key cannot be read; its message repeats nothing of the key
     */
    Optional<Application> application(String key);

    /** The parts of the key that are secret. */
    List<String> secrets(String key);

    /** A form to be sent, with headers. */
    record Application(URI address, Map<String, String> headers, Map<String, String> form) {
        @Override
        public String toString() {
            return "Application[" + address.getHost() + "]";
        }
    }
}
