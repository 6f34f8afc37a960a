package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** Neutral parts as content blocks, the reverse of {@link BlockReader}. */
final class BlockWriting {
    private final Draft draft;

    BlockWriting(Draft draft) {
        this.draft = draft;
    }

    /** The blocks of these parts, with what was kept of them. */
    ArrayNode blocks(List<Part> parts, JsonNode notes) {
        ArrayNode blocks = Json.array();
        for (int number = 0; number < parts.size(); number++) {
            Kept.before(notes, number).forEach(blocks::add);
            if (parts.get(number) instanceof Part.CacheMark mark) {
                mark(blocks, mark);
            } else {
                JsonNode beside = Kept.beside(notes, number);
                int kept = number;
                block(parts.get(number), beside.path(BlockReader.INNER)).ifPresent(block -> {
                    Kept.restore(notes, kept, block);
                    blocks.add(block);
                });
            }
        }
        Kept.from(notes, parts.size()).forEach(blocks::add);
        return blocks;
    }

    /** A single text as it is, everything else as the list. */
    static JsonNode content(ArrayNode blocks) {
        JsonNode only = blocks.path(0);
        return blocks.size() == 1 && only.size() == 2 && only.path("type").asText().equals("text")
                ? TextNode.valueOf(only.path("text").asText()) : blocks;
    }

    private void mark(ArrayNode blocks, Part.CacheMark mark) {
        if (!blocks.isEmpty() && blocks.get(blocks.size() - 1) instanceof ObjectNode block) {
            draft.cacheMarks().put(block, mark);
        }
    }

    private Optional<ObjectNode> block(Part part, JsonNode inner) {
        return switch (part) {
            case Part.Text(String text) -> text(text);
            case Part.Refusal(String text) -> text(text);
            case Part.Image(Media media, Optional<String> detail) -> image(media, detail);
            case Part.Document(Media media, Optional<String> name) -> document(media, name);
            case Part.Audio _ -> lost("audio", "Anthropic takes no sound");
            case Part.Thinking thinking -> thought(thinking);
            case Part.ToolCall call -> Optional.of(call(call));
            case Part.ToolResult result -> Optional.of(result(result, inner));
            case Part.CacheMark _ -> Optional.empty();
        };
    }

    // Anthropic refuses a text of nothing but blanks.
    private static Optional<ObjectNode> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(typed("text").put("text", text));
    }

    private Optional<ObjectNode> image(Media media, Optional<String> detail) {
        if (detail.filter(word -> !word.equals("auto")).isPresent()) {
            draft.losses().add("detail", "Anthropic has no word for how closely to look");
        }
        if (!draft.own() && media instanceof Media.Upload) {
            return lost("image", "a file that was uploaded to another provider");
        }
        return Optional.of(typed("image").set("source", Sources.picture(media)));
    }

    private Optional<ObjectNode> document(Media media, Optional<String> name) {
        if (!draft.own() && media instanceof Media.Upload) {
            return lost("file", "a file that was uploaded to another provider");
        }
        Optional<ObjectNode> source = Sources.document(media);
        if (source.isEmpty()) {
            return lost("file", "Anthropic takes PDF and text only");
        }
        ObjectNode block = typed("document");
        block.set("source", source.get());
        name.ifPresent(title -> block.put("title", title));
        return Optional.of(block);
    }

    private Optional<ObjectNode> thought(Part.Thinking thinking) {
        Optional<String> sealed = thinking.sealedText().flatMap(seal -> seal.forDialect(Anthropic.NAME));
        if (sealed.isPresent()) {
            return Optional.of(typed("redacted_thinking").put("data", sealed.get()));
        }
        Optional<String> signature = thinking.signature().flatMap(seal -> seal.forDialect(Anthropic.NAME));
        // Providers of this protocol that sign nothing still want their thoughts back.
        boolean unsigned = draft.own() && thinking.signature().isEmpty() && thinking.sealedText().isEmpty();
        if (signature.isEmpty() && !unsigned) {
            return thinking.text().isBlank() ? Optional.empty()
                    : lost("thinking", "Anthropic takes back only thoughts that it signed");
        }
        ObjectNode block = typed("thinking").put("thinking", thinking.text());
        signature.ifPresent(text -> block.put("signature", text));
        return Optional.of(block);
    }

    private ObjectNode call(Part.ToolCall call) {
        if (Arguments.object(call.arguments()).isEmpty()) {
            draft.losses().add("arguments", "those of a call of " + call.name() + " are no JSON object");
        }
        ObjectNode block = typed("tool_use").put("id", CallIds.allowed(call.id())).put("name", call.name());
        block.set("input", Arguments.orWrapped(call.arguments()));
        return block;
    }

    private ObjectNode result(Part.ToolResult result, JsonNode inner) {
        ObjectNode block = typed("tool_result").put("tool_use_id", CallIds.allowed(result.id()));
        ArrayNode content = blocks(result.parts(), inner);
        if (!content.isEmpty()) {
            block.set("content", content(content));
        }
        if (result.error()) {
            block.put("is_error", true);
        }
        return block;
    }

    private Optional<ObjectNode> lost(String field, String why) {
        draft.losses().add(field, why);
        return Optional.empty();
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }
}
