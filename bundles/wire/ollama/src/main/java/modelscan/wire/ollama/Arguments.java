package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** The arguments of a tool call: an object here, a text elsewhere. */
final class Arguments {
    // Arguments that were cut short are no object; they are shown, not hidden.
    private static final String UNREADABLE = "_unreadable";

    private Arguments() {
    }

    /** The JSON text of what stands in a call. */
    static String text(JsonNode arguments) {
        if (arguments.isTextual()) {
            return arguments.textValue().isBlank() ? "{}" : arguments.textValue();
        }
        return arguments.isContainerNode() ? new String(Json.write(arguments), StandardCharsets.UTF_8) : "{}";
    }

    /** The object of a JSON text. */
    static ObjectNode object(String text) {
        return text.isBlank() ? Json.object() : parsed(text, true);
    }

    private static ObjectNode parsed(String text, boolean outer) {
        try {
            JsonNode node = Json.read(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            if (node.isNull()) {
                return Json.object();
            }
            // Some models write the text of the object as a text once more.
            if (outer && node.isTextual()) {
                return object(node.textValue(), text);
            }
        } catch (FailureException notJson) {
            return Json.object().put(UNREADABLE, text);
        }
        return Json.object().put(UNREADABLE, text);
    }

    private static ObjectNode object(String inner, String original) {
        ObjectNode object = inner.isBlank() ? Json.object() : parsed(inner, false);
        return object.has(UNREADABLE) ? Json.object().put(UNREADABLE, original) : object;
    }
}
