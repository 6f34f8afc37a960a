package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Part;
import modelscan.api.model.Role;

/** The parts of one message as items. */
final class ItemWriting {
    private final ArrayNode items;
    private final Losses losses;
    private final List<Part> words = new ArrayList<>();
    private final StringBuilder thought = new StringBuilder();

    ItemWriting(ArrayNode items, Losses losses) {
        this.items = items;
        this.losses = losses;
    }

    /** Writes the parts in order; what belongs to one message comes together. */
    void write(Role role, List<Part> parts) {
        for (Part part : parts) {
            switch (part) {
                case Part.Text _, Part.Refusal _, Part.Image _, Part.Audio _, Part.Document _ -> words.add(part);
                case Part.CacheMark _ -> { }
                case Part.Thinking thinking -> {
                    message(role);
                    thinking(thinking);
                }
                case Part.ToolCall call -> {
                    message(role);
                    call(call);
                }
                case Part.ToolResult result -> {
                    message(role);
                    result(result);
                }
            }
        }
        message(role);
        forget();
    }

    private void message(Role role) {
        if (words.isEmpty()) {
            return;
        }
        forget();
        ContentWriting content = new ContentWriting(role == Role.ASSISTANT, losses);
        String speaker = switch (role) {
            case SYSTEM -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
        content.message(words).ifPresent(json -> {
            ObjectNode item = items.addObject().put("type", Item.MESSAGE).put("role", speaker);
            item.set("content", json);
        });
        words.clear();
    }

    // Only thoughts that this dialect's provider sealed can be given back; words before the seal are their summary.
    private void thinking(Part.Thinking thinking) {
        thought.append(thinking.text());
        Optional<String> seal = thinking.sealedText().flatMap(sealed -> sealed.forDialect(Responses.NAME));
        if (seal.isEmpty()) {
            return;
        }
        ObjectNode item = items.addObject().put("type", Item.REASONING);
        ArrayNode summary = item.putArray("summary");
        if (!thought.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", thought.toString());
        }
        item.put("encrypted_content", seal.get());
        thought.setLength(0);
    }

    private void forget() {
        if (!thought.isEmpty()) {
            losses.add("thinking", "only thoughts that the provider sealed itself can be given back");
            thought.setLength(0);
        }
    }

    private void call(Part.ToolCall call) {
        forget();
        items.addObject().put("type", Item.CALL).put("call_id", call.id()).put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
    }

    private void result(Part.ToolResult result) {
        if (result.error()) {
            losses.add("is_error", "a tool's failure has no mark in the dialect responses");
        }
        ObjectNode item = items.addObject().put("type", "function_call_output").put("call_id", result.id());
        item.set("output", new ContentWriting(false, losses).output(result.parts()));
    }
}
