package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** What one message says: one text, thoughts, pictures and calls. */
final class Content {
    private static final String ONLY_BYTES = "Ollama takes pictures only with their bytes";

    private final Losses losses;
    private final StringJoiner text = new StringJoiner("\n");
    private final StringBuilder thinking = new StringBuilder();
    private final ArrayNode images = Json.array();
    private final ArrayNode calls = Json.array();

    Content(Losses losses) {
        this.losses = losses;
    }

    /** Adds a part that is neither a call nor a result. */
    void add(Part part) {
        switch (part) {
            case Part.Text(String words) -> say(words);
            case Part.Refusal(String words) -> say(words);
            case Part.Thinking thought -> thinking.append(thought.text());
            case Part.Image(Media media, Optional<String> detail) -> {
                detail.filter(word -> !word.equals("auto"))
                        .ifPresent(_ -> losses.add("messages.image.detail", "Ollama looks at pictures in one way only"));
                picture(media);
            }
            case Part.Audio(Media _, Optional<String> transcript) -> {
                losses.add("messages.audio", "Ollama takes no sound");
                transcript.ifPresent(this::say);
            }
            case Part.Document(Media media, Optional<String> _) -> document(media);
            // A model's cache needs no marks here.
            case Part.CacheMark _, Part.ToolCall _, Part.ToolResult _ -> { }
        }
    }

    /** Adds a call. */
    void call(ObjectNode call) {
        calls.add(call);
    }

    /** Whether nothing is said. */
    boolean empty() {
        return text.length() == 0 && thinking.isEmpty() && images.isEmpty() && calls.isEmpty();
    }

    /** Puts it into a message. */
    ObjectNode into(ObjectNode message) {
        message.put("content", text.toString());
        if (!thinking.isEmpty()) {
            message.put("thinking", thinking.toString());
        }
        if (!images.isEmpty()) {
            message.set("images", images);
        }
        return calls.isEmpty() ? message : message.set("tool_calls", calls);
    }

    private void say(String words) {
        if (!words.isEmpty()) {
            text.add(words);
        }
    }

    private void picture(Media media) {
        switch (media) {
            case Media.Bytes(String _, byte[] data) -> images.add(Pictures.write(data));
            case Media.Link(URI _, Optional<String> _), Media.Upload(String _) ->
                    losses.add("messages.image", ONLY_BYTES);
        }
    }

    private void document(Media media) {
        if (media instanceof Media.Bytes(String type, byte[] data) && type.startsWith("text/")) {
            say(new String(data, StandardCharsets.UTF_8));
        } else if (media instanceof Media.Bytes(String type, byte[] _) && type.startsWith("image/")) {
            picture(media);
        } else {
            losses.add("messages.document", "Ollama takes text and pictures, no other files");
        }
    }
}
