package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/**
 * Neutral messages as JSON, the reverse of {@link MessageReader}.
 *
 * <p>Each tool result is a message of its own here; pictures in it, which such a message cannot hold, follow as a message of
 * the user behind the last result of the turn.
 */
final class MessageWriting {
    private static final Set<String> MARKS = Set.of("role", "content", "tool_calls", "function_call", "reasoning_content",
            "reasoning");

    private final ArrayNode out;
    private final List<Part> shownByTools = new ArrayList<>();

    MessageWriting(ArrayNode out) {
        this.out = out;
    }

    /** Writes the messages of a conversation. */
    void write(List<Message> messages) {
        messages.forEach(this::write);
        showPictures();
    }

    private void write(Message message) {
        List<Part> rest = new ArrayList<>(message.parts().size());
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                out.add(result(message, result));
            } else {
                rest.add(part);
            }
        }
        if (rest.isEmpty() && !message.parts().isEmpty()) {
            return;
        }
        showPictures();
        switch (message.role()) {
            case SYSTEM, USER, TOOL -> out.add(plain(message, rest));
            case ASSISTANT -> out.add(assistant(message, rest));
        }
    }

    private void showPictures() {
        if (!shownByTools.isEmpty()) {
            out.add(Json.object().put("role", "user").set("content", PartWriting.list(shownByTools)));
            shownByTools.clear();
        }
    }

    private static ObjectNode plain(Message message, List<Part> parts) {
        ObjectNode json = begun(message, word(message.role()));
        json.set("content", PartWriting.content(parts, message.extra().get("content")));
        return finished(json, message);
    }

    private static String word(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private static ObjectNode begun(Message message, String role) {
        ObjectNode json = Json.object().put("role", message.extra().path("role").asText(role));
        message.name().ifPresent(name -> json.put("name", name));
        return json;
    }

    private static ObjectNode finished(ObjectNode json, Message message) {
        for (Map.Entry<String, JsonNode> other : message.extra().properties()) {
            if (!MARKS.contains(other.getKey()) && !json.has(other.getKey())) {
                json.set(other.getKey(), other.getValue());
            }
        }
        return json;
    }

    private ObjectNode result(Message message, Part.ToolResult result) {
        boolean own = message.role() == Role.TOOL && message.parts().size() == 1;
        boolean old = own && message.extra().path("role").asText().equals("function");
        List<Part> words = new ArrayList<>();
        for (Part part : result.parts()) {
            (part instanceof Part.Text || part instanceof Part.Refusal ? words : shownByTools).add(part);
        }
        ObjectNode json = own ? begun(message, "tool") : Json.object().put("role", "tool");
        if (old && !json.has("name")) {
            json.put("name", result.id());
        } else if (!old) {
            json.put("tool_call_id", result.id());
        }
        json.set("content", PartWriting.content(words, own ? message.extra().get("content") : null));
        return own ? finished(json, message) : json;
    }

    private static ObjectNode assistant(Message message, List<Part> parts) {
        ObjectNode json = begun(message, "assistant");
        List<Part> content = new ArrayList<>();
        ArrayNode calls = Json.array();
        for (Part part : parts) {
            switch (part) {
                case Part.Thinking thinking -> PartWriting.thought(thinking, message.extra(), json);
                case Part.Refusal(String text) -> json.put("refusal", json.path("refusal").asText("") + text);
                case Part.ToolCall call when message.extra().has("function_call") ->
                        json.set("function_call", PartWriting.function(call));
                case Part.ToolCall call -> calls.add(PartWriting.call(call));
                case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.ToolResult _ -> content.add(part);
                case Part.CacheMark _ -> { }
            }
        }
        ArrayNode restored = Kept.restored(calls, message.extra().get("tool_calls"));
        if (!restored.isEmpty()) {
            json.set("tool_calls", restored);
        }
        if (content.isEmpty() && !message.extra().has("content")) {
            json.putNull("content");
        } else {
            json.set("content", PartWriting.content(content, message.extra().get("content")));
        }
        return finished(json, message);
    }
}
