package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** The arguments of a tool call, which this protocol wants as an object. */
final class Arguments {
    private Arguments() {
    }

    /** The object that a text holds; no text is no arguments, empty is what is no object. */
    static Optional<ObjectNode> object(String text) {
        if (text.isBlank()) {
            return Optional.of(Json.object());
        }
        try {
            return Json.read(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (FailureException notJson) {
            return Optional.empty();
        }
    }

    /** The same, with a text that is no object as the only member of one: whoever checks it will see. */
    static ObjectNode orWrapped(String text) {
        return object(text).orElseGet(() -> Json.object().put("arguments", text));
    }
}
