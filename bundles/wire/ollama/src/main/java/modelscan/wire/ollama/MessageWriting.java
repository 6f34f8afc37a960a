package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/** Neutral messages as JSON, the reverse of {@link MessageReader}; each tool result is a message of its own. */
final class MessageWriting {
    private final Losses losses;
    private final boolean own;
    private final ArrayNode out = Json.array();
    private final Map<String, String> tools = new HashMap<>();

    MessageWriting(Losses losses, boolean own) {
        this.losses = losses;
        this.own = own;
    }

    /** Writes the messages of a conversation. */
    ArrayNode write(List<Message> messages) {
        messages.forEach(this::write);
        return out;
    }

    private void write(Message message) {
        Content content = new Content(losses);
        boolean results = false;
        int calls = 0;
        for (Part part : message.parts()) {
            switch (part) {
                case Part.ToolResult result -> {
                    results = true;
                    out.add(result(result));
                }
                case Part.ToolCall call -> {
                    tools.put(call.id(), call.name());
                    content.call(CalledTools.json(calls++, call.id(), call.name(), call.arguments()));
                }
                case Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.Thinking _, Part.Refusal _,
                        Part.CacheMark _ -> content.add(part);
            }
        }
        if (!content.empty()) {
            out.add(content.into(Json.object().put("role", word(message.role()))));
        }
        if (results || !content.empty()) {
            finish((ObjectNode) out.get(out.size() - 1), message);
        }
    }

    private void finish(ObjectNode json, Message message) {
        if (message.role() != Role.TOOL) {
            message.name().ifPresent(_ -> losses.add("messages.name", "Ollama has no names of speakers"));
        }
        if (!own) {
            losses.strange(message.extra(), Ollama.NAME);
            return;
        }
        message.extra().properties().forEach(other -> {
            if (!other.getKey().startsWith("~") && !json.has(other.getKey())) {
                json.set(other.getKey(), other.getValue());
            }
        });
    }

    private ObjectNode result(Part.ToolResult result) {
        Content content = new Content(losses);
        result.parts().forEach(content::add);
        if (result.error()) {
            losses.add("messages.tool_result.error", "Ollama has no word for a tool that failed");
        }
        ObjectNode json = content.into(Json.object().put("role", "tool"));
        Optional.ofNullable(tools.get(result.id())).ifPresent(name -> json.put("tool_name", name));
        return json.put("tool_call_id", result.id());
    }

    private static String word(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }
}
