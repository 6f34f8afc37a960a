package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** Neutral parts as JSON, the reverse of {@link PartReader}. */
final class PartWriting {
    private PartWriting() {
    }

    /** A single text as it is, everything else as a list; {@code kept} is what the list said beside. */
    static JsonNode content(List<Part> parts, JsonNode kept) {
        if (kept == null && parts.isEmpty()) {
            return TextNode.valueOf("");
        }
        if (kept == null && parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text)) {
            return TextNode.valueOf(text);
        }
        return Kept.restored(list(parts), kept);
    }

    /** The parts as a list. */
    static ArrayNode list(List<Part> parts) {
        ArrayNode list = Json.array();
        for (Part part : parts) {
            part(part).ifPresent(list::add);
        }
        return list;
    }

    private static Optional<ObjectNode> part(Part part) {
        return Optional.ofNullable(switch (part) {
            case Part.Text(String text) -> typed("text").put("text", text);
            case Part.Refusal(String text) -> typed("refusal").put("refusal", text);
            case Part.Image(Media media, Optional<String> detail) -> {
                ObjectNode image = Json.object().put("url", Medias.write(media));
                detail.ifPresent(word -> image.put("detail", word));
                yield typed("image_url").set("image_url", image);
            }
            case Part.Audio(Media media, Optional<String> _) -> typed("input_audio").set("input_audio", sound(media));
            case Part.Document(Media media, Optional<String> name) -> typed("file").set("file", file(media, name));
            // Thoughts of the user do not exist; calls and results are written beside the content.
            case Part.Thinking _, Part.ToolCall _, Part.ToolResult _, Part.CacheMark _ -> null;
        });
    }

    /** A tool call. */
    static ObjectNode call(Part.ToolCall call) {
        ObjectNode json = Json.object().put("id", call.id()).put("type", "function");
        json.set("function", function(call));
        return json;
    }

    /** What a tool call calls. */
    static ObjectNode function(Part.ToolCall call) {
        return Json.object().put("name", call.name()).put("arguments", call.arguments());
    }

    /** A thought goes back only under the word it came with: others refuse a word they do not know. */
    static void thought(Part.Thinking thinking, ObjectNode extra, ObjectNode json) {
        for (String word : List.of("reasoning_content", "reasoning")) {
            if (extra.has(word)) {
                json.put(word, json.path(word).asText("") + thinking.text());
                return;
            }
        }
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private static ObjectNode sound(Media media) {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) -> Json.object()
                    .put("data", Base64.getEncoder().encodeToString(data)).put("format", Medias.format(type));
            case Media.Link _, Media.Upload _ -> throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                    "a sound must come with its bytes; this provider takes no address of one"));
        };
    }

    private static ObjectNode file(Media media, Optional<String> name) {
        ObjectNode file = Json.object();
        name.ifPresent(text -> file.put("filename", text));
        return switch (media) {
            case Media.Upload(String id) -> file.put("file_id", id);
            case Media.Bytes _, Media.Link _ -> file.put("file_data", Medias.write(media));
        };
    }
}
