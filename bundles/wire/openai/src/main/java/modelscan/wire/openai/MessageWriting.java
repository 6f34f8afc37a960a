package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.Losses;
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
    private final ArrayNode out;
    private final Losses losses;
    private final PartWriting parts;
    private final boolean signed;
    private final List<Part> shownByTools = new ArrayList<>();

    /** {@code signed} if the provider may take Gemini's signatures of calls from callers who did not write them here. */
    MessageWriting(ArrayNode out, Losses losses, boolean signed) {
        this.out = out;
        this.losses = losses;
        this.parts = new PartWriting(losses);
        this.signed = signed;
    }

    /** Writes the messages of a conversation. */
    void write(List<Message> messages) {
        messages.forEach(this::write);
        showPictures();
    }

    private void write(Message message) {
        if (!Notes.own(message.extra())) {
            losses.strange(message.extra(), OpenAi.NAME);
        }
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
        ArrayNode shown = parts.list(shownByTools);
        if (!shown.isEmpty()) {
            out.add(Json.object().put("role", "user").set("content", shown));
        }
        shownByTools.clear();
    }

    private ObjectNode plain(Message message, List<Part> content) {
        ObjectNode json = begun(message, word(message.role()));
        json.set("content", parts.content(content, Notes.of(message.extra()).get("content")));
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
        ObjectNode json = Json.object().put("role", Notes.of(message.extra()).path("role").asText(role));
        message.name().ifPresent(name -> json.put("name", name));
        return json;
    }

    private static ObjectNode finished(ObjectNode json, Message message) {
        if (Notes.own(message.extra())) {
            Notes.restore(message.extra(), Set.of(), json);
        }
        return json;
    }

    private ObjectNode result(Message message, Part.ToolResult result) {
        boolean own = message.role() == Role.TOOL && message.parts().size() == 1;
        JsonNode notes = Notes.of(message.extra());
        boolean old = own && notes.path("role").asText().equals("function");
        List<Part> words = new ArrayList<>();
        for (Part part : result.parts()) {
            (part instanceof Part.Text || part instanceof Part.Refusal ? words : shownByTools).add(part);
        }
        if (result.error()) {
            losses.add("messages.tool_result.error", "there is no word for a tool that failed");
        }
        ObjectNode json = own ? begun(message, "tool") : Json.object().put("role", "tool");
        if (old && !json.has("name")) {
            json.put("name", result.id());
        } else if (!old) {
            json.put("tool_call_id", result.id());
        }
        json.set("content", parts.content(words, own ? notes.get("content") : null));
        return own ? finished(json, message) : json;
    }

    private ObjectNode assistant(Message message, List<Part> spoken) {
        JsonNode notes = Notes.of(message.extra());
        ObjectNode json = begun(message, "assistant");
        List<Part> content = new ArrayList<>();
        List<Part.Thinking> thoughts = new ArrayList<>();
        ArrayNode calls = Json.array();
        for (Part part : spoken) {
            switch (part) {
                case Part.Thinking thinking -> thoughts.add(thinking);
                case Part.Refusal(String text) -> json.put("refusal", json.path("refusal").asText("") + text);
                case Part.ToolCall call when notes.has("function_call") ->
                        json.set("function_call", PartWriting.function(call));
                case Part.ToolCall call -> calls.add(PartWriting.call(call, signed || Notes.own(message.extra())));
                case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.ToolResult _ -> content.add(part);
                case Part.CacheMark _ -> { }
            }
        }
        Thoughts.write(thoughts, message.extra(), json);
        ArrayNode restored = Kept.restored(calls, notes.get("tool_calls"));
        if (!restored.isEmpty()) {
            json.set("tool_calls", restored);
        }
        if (content.isEmpty() && !notes.has("content")) {
            json.putNull("content");
        } else {
            json.set("content", parts.content(content, notes.get("content")));
        }
        return finished(json, message);
    }
}
