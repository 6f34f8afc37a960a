package modelscan.wire.replicate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;

/** A conversation as one text; a single question stays as it is. */
final class Transcript {
    private final Losses losses;
    private final List<String> turns = new ArrayList<>();
    private final List<String> system = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final Map<String, String> calls = new HashMap<>();
    private boolean single = true;
    private String only = "";

    Transcript(Losses losses) {
        this.losses = losses;
    }

    /** Adds a message. */
    void add(Message message) {
        message.name().ifPresent(_ -> losses.add("messages[].name", "a prompt has no names of speakers"));
        losses.strange(message.extra(), Replicate.NAME);
        String text = String.join("\n", message.parts().stream().map(this::text).filter(each -> !each.isBlank()).toList());
        if (text.isBlank()) {
            return;
        }
        if (message.role() == Role.SYSTEM) {
            system.add(text);
            return;
        }
        single = turns.isEmpty() && message.role() == Role.USER;
        only = text;
        turns.add(switch (message.role()) {
            case ASSISTANT -> "Assistant: " + text;
            case TOOL -> text;
            case USER, SYSTEM -> "User: " + text;
        });
    }

    /** What the model is asked. */
    String prompt() {
        if (turns.isEmpty() || single) {
            return only;
        }
        losses.add("messages", "a prediction takes one prompt, so the conversation is written as one text");
        return String.join("\n\n", turns) + "\n\nAssistant:";
    }

    /** What the system says. */
    String system() {
        return String.join("\n\n", system);
    }

    /** The addresses of the pictures, in order. */
    List<String> pictures() {
        return pictures;
    }

    private String text(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Refusal(String text) -> text;
            case Part.ToolCall call -> {
                calls.put(call.id(), call.name());
                yield "(calls " + call.name() + "(" + call.arguments() + "))";
            }
            case Part.ToolResult result -> "Tool " + calls.getOrDefault(result.id(), result.id()) + ": "
                    + String.join("\n", result.parts().stream().map(this::text).toList());
            case Part.Image image -> {
                image.detail().ifPresent(_ -> losses.add("detail", "a prediction has no word for how closely to look"));
                Words.address(image.media(), losses).ifPresent(pictures::add);
                yield "";
            }
            case Part.Audio _, Part.Document _ -> {
                losses.add("messages[].content", "a prediction's prompt holds no sounds and documents");
                yield "";
            }
            case Part.Thinking(String thought, _, _) -> {
                if (!thought.isBlank()) {
                    losses.add("thinking", "a prediction takes no thoughts back");
                }
                yield "";
            }
            case Part.CacheMark _ -> "";
        };
    }
}
