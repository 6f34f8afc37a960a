package modelscan.api.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * Gathers what a dialect cannot express while a request is written in it.
 *
 * <pre>{@code
 * Losses losses = new Losses();
 * losses.add("top_k", "OpenAI has no such setting");
 * losses.strange(chat.extra(), "openai");
 * new Back.Order("POST", path, headers, body, losses.all());
 * }</pre>
 */
public final class Losses {
    private final List<String> all = new ArrayList<>();

    /** A field that is left out, and why. */
    public void add(String field, String why) {
        String loss = field + ": " + why;
        if (!all.contains(loss)) {
            all.add(loss);
        }
    }

    /**
     * Fields of the caller's own dialect; those that begin with a tilde are a dialect's own notes and no loss.
     *
     * @throws FailureException {@code UNSUPPORTED} for one that begins with an exclamation mark: without it the request would
     *         mean something else
     */
    public void strange(ObjectNode extra, String dialect) {
        extra.fieldNames().forEachRemaining(field -> {
            if (field.startsWith("!")) {
                String name = field.substring(1);
                throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                        "'" + name + "' cannot be said in the dialect " + dialect).at(name));
            }
            if (!field.startsWith("~")) {
                add(field, "unknown in the dialect " + dialect);
            }
        });
    }

    /** Everything that was left out. */
    public List<String> all() {
        return List.copyOf(all);
    }
}
