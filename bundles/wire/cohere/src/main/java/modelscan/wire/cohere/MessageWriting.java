package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;

/**
 * Neutral messages as JSON; each tool result is a message of its own.
 *
 * <p>What the model thought before it called tools goes back as its plan for them; other thoughts are content.
 */
final class MessageWriting {
    private final Losses losses;
    private final ArrayNode out = Json.array();
    private final List<Part> shownByTools = new ArrayList<>();

    MessageWriting(Losses losses) {
        this.losses = losses;
    }

    /** Writes the messages of a conversation. */
    ArrayNode write(List<Message> messages) {
        messages.forEach(this::write);
        showPictures();
        return out;
    }

    private void write(Message message) {
        List<Part> rest = new ArrayList<>(message.parts().size());
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                out.add(result(result));
            } else {
                rest.add(part);
            }
        }
        losses.strange(message.extra(), Cohere.NAME);
        ObjectNode json = message.role() == Role.ASSISTANT ? assistant(rest) : plain(message.role(), rest);
        if (json.size() > 1) {
            message.name().ifPresent(_ -> losses.add("messages.name", "Cohere has no names of speakers"));
            showPictures();
            out.add(json);
        }
    }

    // A result is text here: pictures in it follow as a message of the user, behind the last result of the turn.
    private void showPictures() {
        if (!shownByTools.isEmpty()) {
            Content content = new Content(losses);
            shownByTools.forEach(content::add);
            shownByTools.clear();
            ObjectNode shown = content.into(Json.object().put("role", "user"));
            if (shown.size() > 1) {
                out.add(shown);
            }
        }
    }

    private ObjectNode plain(Role role, List<Part> parts) {
        Content content = new Content(losses);
        parts.forEach(content::add);
        return content.into(Json.object().put("role", role == Role.SYSTEM ? "system" : "user"));
    }

    private ObjectNode assistant(List<Part> parts) {
        boolean callsTools = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        Content content = new Content(losses);
        StringBuilder plan = new StringBuilder();
        ArrayNode calls = Json.array();
        for (Part part : parts) {
            switch (part) {
                case Part.ToolCall call -> calls.add(call(call));
                case Part.Thinking thought when callsTools -> plan.append(thought.text());
                case Part.Thinking _, Part.Text _, Part.Image _, Part.Audio _, Part.Document _, Part.Refusal _,
                        Part.ToolResult _, Part.CacheMark _ -> content.add(part);
            }
        }
        ObjectNode json = content.into(Json.object().put("role", "assistant"));
        if (!plan.isEmpty()) {
            json.put("tool_plan", plan.toString());
        }
        return calls.isEmpty() ? json : json.set("tool_calls", calls);
    }

    private static ObjectNode call(Part.ToolCall call) {
        ObjectNode json = Json.object().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        return json;
    }

    private ObjectNode result(Part.ToolResult result) {
        StringBuilder text = new StringBuilder();
        for (Part part : result.parts()) {
            switch (part) {
                case Part.Text(String words) -> text.append(text.isEmpty() ? "" : "\n").append(words);
                case Part.Refusal(String words) -> text.append(text.isEmpty() ? "" : "\n").append(words);
                case Part.Image _, Part.Audio _, Part.Document _ -> shownByTools.add(part);
                case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> { }
            }
        }
        if (result.error()) {
            losses.add("messages.tool_result.error", "Cohere has no word for a tool that failed");
        }
        return Json.object().put("role", "tool").put("tool_call_id", result.id()).put("content", text.toString());
    }
}
