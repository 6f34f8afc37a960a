package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** The content of one message: a plain text if that is all, else a list. */
final class Content {
    private final Losses losses;
    private final ArrayNode list = Json.array();

    Content(Losses losses) {
        this.losses = losses;
    }

    /** Adds a part that is neither a call nor a result. */
    void add(Part part) {
        switch (part) {
            case Part.Text(String words) -> say("text", words);
            case Part.Refusal(String words) -> say("text", words);
            case Part.Thinking thought -> say("thinking", thought.text());
            case Part.Image(Media media, Optional<String> detail) -> picture(media, detail);
            case Part.Audio(Media _, Optional<String> transcript) -> {
                losses.add("messages.audio", "Cohere takes no sound");
                transcript.ifPresent(words -> say("text", words));
            }
            case Part.Document(Media media, Optional<String> _) -> document(media);
            // Cohere keeps its cache by itself.
            case Part.CacheMark _, Part.ToolCall _, Part.ToolResult _ -> { }
        }
    }

    /** Puts it into a message, unless nothing is said. */
    ObjectNode into(ObjectNode message) {
        if (list.size() == 1 && list.get(0).has("text")) {
            return message.set("content", list.get(0).get("text"));
        }
        return list.isEmpty() ? message : message.set("content", list);
    }

    // The type is also the word for what it holds.
    private void say(String type, String words) {
        if (!words.isEmpty()) {
            list.addObject().put("type", type).put(type, words);
        }
    }

    private void picture(Media media, Optional<String> detail) {
        Optional<String> address = switch (media) {
            case Media.Bytes(String type, byte[] data) ->
                    Optional.of("data:" + type + ";base64," + Base64.getEncoder().encodeToString(data));
            case Media.Link(URI uri, Optional<String> _) -> Optional.of(uri.toString());
            case Media.Upload(String _) -> Optional.empty();
        };
        if (address.isEmpty()) {
            losses.add("messages.image", "Cohere takes pictures with their bytes or an address, not by an id");
            return;
        }
        ObjectNode image = list.addObject().put("type", "image_url").putObject("image_url").put("url", address.get());
        detail.ifPresent(word -> image.put("detail", word));
    }

    private void document(Media media) {
        if (media instanceof Media.Bytes(String type, byte[] data) && type.startsWith("text/")) {
            say("text", new String(data, StandardCharsets.UTF_8));
        } else if (media instanceof Media.Bytes(String type, byte[] _) && type.startsWith("image/")) {
            picture(media, Optional.empty());
        } else {
            losses.add("messages.document", "Cohere takes text and pictures in a message, no other files");
        }
    }
}
