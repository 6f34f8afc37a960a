package modelscan.core.catalog.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Cancellation;

/** Shows a key to a provider. */
public interface Signer {
    /**
     * What a call needs so that the key is seen; may wait for an access token.
     *
     * @throws modelscan.api.model.FailureException if the key is no good, or nobody waits any more
     */
    Signed sign(Call call, String key, Cancellation cancellation);

    /** All texts that must not be repeated to anybody. */
    default List<String> secrets(String key) {
        return List.of(key);
    }

    /** A call that is about to be sent; the body is not to be changed. */
    record Call(String method, URI uri, Map<String, String> headers, byte[] body) {
    }

    /**
     * What to send instead.
     *
     * @param uri the address, with the key if it belongs there
     * @param headers beside those of the call
     */
    record Signed(URI uri, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Signed[" + uri.getHost() + "]";
        }
    }
}
