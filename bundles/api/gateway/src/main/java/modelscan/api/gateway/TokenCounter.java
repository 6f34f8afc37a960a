package modelscan.api.gateway;

import modelscan.api.model.Request;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Counts the input tokens of a request before it is sent.
 *
 * <p>Register it as a service with {@link #FAMILY}.
 */
@ConsumerType
public interface TokenCounter {
    /** Service property: the families of models it counts for, such as {@code openai}. */
    String FAMILY = "modelscan.tokens";

    /** The tokens this request will take. */
    Count count(Request request, Model model);

    /**
     * A number of tokens.
     *
     * @param tokens how many
     * @param error by how many percent the truth may differ, measured on samples; 0 is exact
     */
    record Count(long tokens, int error) {
        public Count {
            if (tokens < 0 || error < 0) {
                throw new IllegalArgumentException("a count and its error are not negative: " + tokens + ", " + error);
            }
        }
    }
}
