package modelscan.api.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One turn of a conversation.
 *
 * <pre>{@code
 * Message question = Message.user("How high is the Zugspitze?");
 * }</pre>
 *
 * @param role who speaks
 * @param parts what is said, in order
 * @param name the name of the speaker
 * @param extra fields of the caller's dialect that the model has no word for; they survive to a target of the same dialect
 */
public record Message(Role role, List<Part> parts, Optional<String> name, ObjectNode extra) {

    public Message {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(extra, "extra");
    }

    /** A turn without name and extras. */
    public static Message of(Role role, List<Part> parts) {
        return new Message(role, parts, Optional.empty(), JsonNodeFactory.instance.objectNode());
    }

    /** A plain text of the user. */
    public static Message user(String text) {
        return of(Role.USER, List.of(new Part.Text(text)));
    }

    /** A plain instruction. */
    public static Message system(String text) {
        return of(Role.SYSTEM, List.of(new Part.Text(text)));
    }

    /** A plain text of the model. */
    public static Message assistant(String text) {
        return of(Role.ASSISTANT, List.of(new Part.Text(text)));
    }

    /** All text parts, joined. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text(String words)) {
                text.append(words);
            }
        }
        return text.toString();
    }
}
