package modelscan.api.gateway;

import modelscan.api.model.Request;
import org.osgi.annotation.versioning.ConsumerType;

/** Counts the input tokens of a request before it is sent. */
@ConsumerType
public interface TokenCounter {
    /** Service property: the family of models it counts for, such as {@code openai}. */
    String FAMILY = "modelscan.tokens";

    /** The tokens this request will take. */
    long count(Request request, Model model);
}
