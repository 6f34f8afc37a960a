package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a request of this dialect says that neutral words cannot, kept in {@code extra} for a provider of this dialect.
 *
 * <p>Members of nested objects stand there under a name such as {@code generationConfig.speechConfig}, so that whoever
 * cannot say them tells the caller what was lost. Under {@link #KEY} is what only this dialect understands.
 */
final class Notes {
    static final String KEY = "~gemini";
    static final String SETTINGS = "generationConfig.";
    static final String TOOLS = "tools.";
    static final String PARTS = "parts.";
    static final String DECLARATIONS = "functionDeclarations.";

    /** Begins a field without which a request would mean something else: who cannot say it must refuse. */
    static final String VITAL = "!";

    private Notes() {
    }

    /** Whether these fields come from a request of this dialect. */
    static boolean own(ObjectNode extra) {
        return extra.path(KEY).isObject();
    }

    /** A note; empty if there is none. */
    static Optional<JsonNode> note(ObjectNode extra, String name) {
        return Optional.ofNullable(extra.path(KEY).get(name));
    }

    /** Puts fields back into the object in which they stood. */
    static void restore(ObjectNode extra, String prefix, ObjectNode target) {
        for (Map.Entry<String, JsonNode> field : extra.properties()) {
            if (field.getKey().startsWith(prefix)) {
                set(target, field.getKey().substring(prefix.length()), field.getValue());
            }
        }
    }

    /** Puts back the fields that stood in no other object. */
    static void restoreOutermost(ObjectNode extra, ObjectNode target) {
        for (Map.Entry<String, JsonNode> field : extra.properties()) {
            String key = field.getKey();
            if (!key.startsWith("~") && key.indexOf('.') < 0) {
                set(target, key.startsWith(VITAL) ? key.substring(VITAL.length()) : key, field.getValue());
            }
        }
    }

    /** Sets what is not there yet. */
    static void set(ObjectNode target, String key, JsonNode value) {
        if (!target.has(key)) {
            target.set(key, value);
        }
    }
}
