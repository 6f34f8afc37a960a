package modelscan.wire.responses;

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

/** Neutral parts as the content of a message or of a tool's output, the reverse of {@link ContentReader}. */
final class ContentWriting {
    private final boolean byModel;
    private final Losses losses;

    /** {@code byModel} says whether the model itself speaks. */
    ContentWriting(boolean byModel, Losses losses) {
        this.byModel = byModel;
        this.losses = losses;
    }

    /** The content of a message; empty if nothing is left of it. */
    Optional<JsonNode> message(List<Part> parts) {
        if (!byModel && parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text)) {
            return text.isEmpty() ? Optional.empty() : Optional.of(TextNode.valueOf(text));
        }
        ArrayNode list = list(parts);
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /** The output of a tool: a text where there is nothing else. */
    JsonNode output(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String words) -> text.append(words);
                case Part.Refusal(String words) -> text.append(words);
                case Part.CacheMark _ -> { }
                case Part.Image _, Part.Audio _, Part.Document _, Part.ToolCall _, Part.ToolResult _, Part.Thinking _ -> {
                    return list(parts);
                }
            }
        }
        return TextNode.valueOf(text.toString());
    }

    private ArrayNode list(List<Part> parts) {
        ArrayNode list = Json.array();
        for (Part part : parts) {
            part(part).ifPresent(list::add);
        }
        return list;
    }

    private Optional<ObjectNode> part(Part part) {
        return switch (part) {
            case Part.Text(String text) when text.isEmpty() -> Optional.empty();
            case Part.Text(String text) -> Optional.of(typed(byModel ? "output_text" : "input_text").put("text", text));
            case Part.Refusal(String text) -> Optional.of(byModel ? typed("refusal").put("refusal", text)
                    : typed("input_text").put("text", text));
            case Part.Image(Media media, Optional<String> detail) -> shown("image", image(media, detail));
            case Part.Audio(Media media, Optional<String> _) -> sound(media).flatMap(json -> shown("audio", json));
            case Part.Document(Media media, Optional<String> name) -> shown("document", file(media, name));
            case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> Optional.empty();
        };
    }

    private Optional<ObjectNode> shown(String what, ObjectNode json) {
        if (byModel) {
            losses.add(what, "the model's own cannot be given back in the dialect responses");
            return Optional.empty();
        }
        return Optional.of(json);
    }

    private static ObjectNode image(Media media, Optional<String> detail) {
        ObjectNode image = typed("input_image");
        image.put(media instanceof Media.Upload ? "file_id" : "image_url", Medias.write(media));
        return image.put("detail", detail.orElse("auto"));
    }

    private Optional<ObjectNode> sound(Media media) {
        if (media instanceof Media.Bytes(String type, byte[] data)) {
            ObjectNode sound = typed("input_audio");
            sound.putObject("input_audio").put("data", Base64.getEncoder().encodeToString(data))
                    .put("format", Medias.format(type));
            return Optional.of(sound);
        }
        losses.add("audio", "a sound must come with its bytes in the dialect responses");
        return Optional.empty();
    }

    private static ObjectNode file(Media media, Optional<String> name) {
        ObjectNode file = typed("input_file");
        return switch (media) {
            case Media.Upload(String id) -> file.put("file_id", id);
            case Media.Link _ -> file.put("file_url", Medias.write(media));
            // Bytes are refused without a name.
            case Media.Bytes(String type, byte[] _) -> file.put("filename", name.orElseGet(() ->
                    "file." + type.substring(type.indexOf('/') + 1))).put("file_data", Medias.write(media));
        };
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }
}
