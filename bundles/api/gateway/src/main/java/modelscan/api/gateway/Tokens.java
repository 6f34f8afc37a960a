package modelscan.api.gateway;

import modelscan.api.model.Request;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts tokens with the counter that knows the model's family.
 *
 * <pre>{@code
 * tokens.count(exchange.request(), candidate.model()).tokens(); // 1284
 * }</pre>
 */
@ProviderType
public interface Tokens {
    /** The input tokens of a request; an estimate where no counter knows the family. */
    TokenCounter.Count count(Request request, Model model);

    /** The same roughly, in microseconds: for what every request has to pass. */
    default TokenCounter.Count rough(Request request, Model model) {
        return count(request, model);
    }
}
