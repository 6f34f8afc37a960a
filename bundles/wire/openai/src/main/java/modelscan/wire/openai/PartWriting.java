package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;

/** Neutral parts as JSON, the reverse of {@link PartReader}. */
final class PartWriting {
    private final Losses losses;

    PartWriting(Losses losses) {
        this.losses = losses;
    }

    /** A single text as it is, everything else as a list; {@code kept} is what the list said beside. */
    JsonNode content(List<Part> parts, JsonNode kept) {
        List<Part> spoken = parts.stream().filter(part -> !(part instanceof Part.CacheMark)).toList();
        if (kept == null && spoken.isEmpty()) {
            return TextNode.valueOf("");
        }
        if (kept == null && spoken.size() == 1 && spoken.getFirst() instanceof Part.Text(String text)) {
            return TextNode.valueOf(text);
        }
        ArrayNode list = Kept.restored(list(spoken), kept);
        return list.isEmpty() ? TextNode.valueOf("") : list;
    }

    /** The parts as a list. */
    ArrayNode list(List<Part> parts) {
        ArrayNode list = Json.array();
        for (Part part : parts) {
            part(part).ifPresent(list::add);
        }
        return list;
    }

    private Optional<ObjectNode> part(Part part) {
        return switch (part) {
            case Part.Text(String text) -> Optional.of(typed("text").put("text", text));
            case Part.Refusal(String text) -> Optional.of(typed("refusal").put("refusal", text));
            case Part.Image(Media media, Optional<String> detail) -> image(media, detail);
            case Part.Audio(Media media, Optional<String> _) -> sound(media);
            case Part.Document(Media media, Optional<String> name) -> file(media, name);
            // Thoughts of the user do not exist; calls and results are written beside the content.
            case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> Optional.empty();
        };
    }

    /** A tool call; {@code signed} if the provider may take Gemini's signature. */
    static ObjectNode call(Part.ToolCall call, boolean signed) {
        ObjectNode json = Json.object().put("id", call.id()).put("type", "function");
        json.set("function", function(call));
        if (signed) {
            CallSeals.forProvider(call.signature(), json);
        }
        return json;
    }

    /** What a tool call calls. */
    static ObjectNode function(Part.ToolCall call) {
        return Json.object().put("name", call.name()).put("arguments", call.arguments());
    }

    private Optional<ObjectNode> image(Media media, Optional<String> detail) {
        if (media instanceof Media.Upload) {
            losses.add("messages.image", "a picture must come with its bytes or its address");
            return Optional.empty();
        }
        ObjectNode image = Json.object().put("url", Medias.write(media));
        detail.ifPresent(word -> image.put("detail", word));
        return Optional.of(typed("image_url").set("image_url", image));
    }

    private Optional<ObjectNode> sound(Media media) {
        if (media instanceof Media.Bytes(String type, byte[] data)) {
            return Optional.of(typed("input_audio").set("input_audio", Json.object()
                    .put("data", Base64.getEncoder().encodeToString(data)).put("format", Medias.format(type))));
        }
        losses.add("messages.audio", "a sound must come with its bytes");
        return Optional.empty();
    }

    private Optional<ObjectNode> file(Media media, Optional<String> name) {
        ObjectNode file = Json.object();
        name.ifPresent(text -> file.put("filename", text));
        switch (media) {
            case Media.Upload(String id) -> file.put("file_id", id);
            case Media.Bytes bytes -> file.put("file_data", Medias.write(bytes));
            case Media.Link _ -> {
                losses.add("messages.document", "a file must come with its bytes or be uploaded before");
                return Optional.empty();
            }
        }
        return Optional.of(typed("file").set("file", file));
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }
}
