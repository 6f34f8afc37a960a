package modelscan.core.catalog.form;

import java.net.URI;
import java.util.List;
import java.util.Map;
import modelscan.api.model.Failure;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;
import modelscan.base.net.UpstreamCall;

/** How the calls of a form reach its provider. */
public interface Calling {
    /** The provider's base address. */
    URI base();

    /** A call that is addressed and, if wanted, shows the account's key; not sent yet. */
    UpstreamCall call(Errand errand);

    /** The head of an answer to a call that showed the key is here. */
    default void answered(UpstreamAnswer answer) {
    }

    /** A failure that names the provider and holds no key. */
    default Failure signed(Failure failure) {
        return failure;
    }

    /**
     * What to warn the caller of, of all that the provider cannot express.
     *
     * @throws modelscan.api.model.FailureException if the caller wishes such a request to be refused
     */
    default List<String> warnings(List<String> losses) {
        return losses;
    }

    /**
     * One call.
     *
     * @param method such as {@code POST}
     * @param address a path below the base address, beginning with a slash, or a whole address
     * @param headers by name in lower case, beside those for the key
     * @param body the bytes; empty for none
     * @param patience how long to wait for what
     * @param signed whether the provider is to be shown the key
     */
    record Errand(String method, String address, Map<String, String> headers, byte[] body, Patience patience,
            boolean signed) {
        /** Method and whether it shows the key; an address that a provider told may itself be a secret. */
        @Override
        public String toString() {
            return method + (signed ? " with key" : " without key");
        }
    }
}
