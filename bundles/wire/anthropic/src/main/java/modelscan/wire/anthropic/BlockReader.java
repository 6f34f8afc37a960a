package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Reads content blocks into neutral parts, and keeps what has no neutral word. */
final class BlockReader {
    /** Beside a tool result: what its own list keeps. */
    static final String INNER = "~content";

    private final List<Part> parts = new ArrayList<>();
    private final Kept kept = new Kept();

    /** The parts read so far. */
    List<Part> parts() {
        return parts;
    }

    /** Remembers what was kept of the blocks read so far. */
    void keep(ObjectNode extra, String list) {
        kept.into(extra, list);
    }

    /** What was kept of the blocks read so far. */
    ObjectNode notes() {
        return kept.notes();
    }

    /** Reads a text or a list of blocks. */
    BlockReader content(Place content) {
        if (content.node().isTextual()) {
            text(content.text());
        } else if (content.node().isArray()) {
            content.elements().forEach(this::read);
        } else {
            throw content.refuse("must be a text or a list of blocks");
        }
        return this;
    }

    /** Takes over blocks without a neutral word that another reader kept. */
    void adopt(BlockReader other) {
        Kept.from(other.notes(), 0).forEach(block -> kept.before(parts.size(), block));
    }

    /** Reads a block. */
    void read(Place block) {
        switch (block.object().wanted("type").text()) {
            case "text" -> {
                // Anthropic takes no empty text, so nobody can miss one.
                if (!block.wanted("text").text().isEmpty()) {
                    add(new Part.Text(block.wanted("text").text()), block, "text");
                }
            }
            case "image" -> media(block, media -> new Part.Image(media, Optional.empty()), "source");
            case "document" -> media(block,
                    media -> new Part.Document(media, block.member("title").map(Place::text)), "source", "title");
            case "thinking" -> add(new Part.Thinking(block.wanted("thinking").text(), seal(block, "signature"),
                    Optional.empty()), block, "thinking", "signature");
            case "redacted_thinking" -> add(new Part.Thinking("", Optional.empty(), seal(block, "data")), block, "data");
            case "tool_use" -> add(new Part.ToolCall(block.wanted("id").text(), block.wanted("name").text(),
                    block.member("input").map(input -> input.object().node().toString()).orElse("{}")), block,
                    "id", "name", "input");
            case "tool_result" -> result(block);
            default -> kept.before(parts.size(), block.node());
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    private void media(Place block, Function<Media, Part> part, String... known) {
        Optional<Media> media = Sources.read(block.wanted("source"));
        if (media.isPresent()) {
            add(part.apply(media.get()), block, known);
        } else {
            kept.before(parts.size(), block.node());
        }
    }

    private void result(Place block) {
        BlockReader inner = new BlockReader();
        block.member("content").ifPresent(inner::content);
        if (!inner.notes().isEmpty()) {
            kept.beside(parts.size(), Json.object().set(INNER, inner.notes()));
        }
        add(new Part.ToolResult(block.wanted("tool_use_id").text(), inner.parts(),
                block.member("is_error").map(Place::flag).orElse(false)), block, "tool_use_id", "content", "is_error");
    }

    private void add(Part part, Place block, String... known) {
        ObjectNode more = block.others(Set.of(known));
        more.remove(List.of("type", CacheMarks.KEY));
        more.setAll(CacheMarks.more(block));
        kept.beside(parts.size(), more);
        parts.add(part);
        CacheMarks.read(block).ifPresent(parts::add);
    }

    private static Optional<Seal> seal(Place block, String key) {
        return block.member(key).map(Place::text).filter(text -> !text.isEmpty())
                .map(text -> Seal.read(text, Anthropic.NAME));
    }
}
