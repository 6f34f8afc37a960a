package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** The content of an answer, collected from its events. */
final class Collected {
    private final List<Item> items = new ArrayList<>();
    private final Map<Integer, Item> calls = new HashMap<>();

    /** A block and the words that belong into it. */
    private static final class Item {
        private final ObjectNode block;
        private final StringBuilder words = new StringBuilder();
        private boolean over;

        Item(ObjectNode block) {
            this.block = block;
        }

        boolean takes(String type) {
            return !over && block.path("type").asText().equals(type);
        }

        ObjectNode json() {
            switch (block.path("type").asText()) {
                case "text" -> block.put("text", words.toString());
                case "thinking" -> block.put("thinking", words.toString());
                case "tool_use" -> block.set("input", Arguments.orWrapped(words.toString()));
                default -> { }
            }
            return block;
        }
    }

    void text(String text) {
        if (!text.isEmpty()) {
            last(Deltas.text()).words.append(text);
        }
    }

    void cite(StreamEvent.Cited cited) {
        last(Deltas.text()).block.withArray("/citations").add(Deltas.source(cited));
    }

    void think(StreamEvent.ThinkingDelta thought) {
        if (!thought.text().isEmpty()) {
            last(Deltas.thinking()).words.append(thought.text());
        }
        thought.signature().ifPresent(seal -> {
            Item item = last(Deltas.thinking());
            item.block.put("signature", seal.written(Anthropic.NAME));
            item.over = true;
        });
        thought.sealedText().ifPresent(seal -> items.add(new Item(Deltas.sealed(seal.written(Anthropic.NAME)))));
    }

    void call(StreamEvent.ToolCallStarted call) {
        Item item = new Item(Deltas.call(call));
        items.add(item);
        calls.put(call.position(), item);
    }

    void arguments(StreamEvent.ToolCallDelta more) {
        Item item = calls.get(more.position());
        if (item != null) {
            item.words.append(more.arguments());
        }
    }

    void show(StreamEvent.MediaProduced made) {
        Media media = made.media();
        Deltas.picture(media).ifPresentOrElse(picture -> items.add(new Item(picture)), () -> made.note().ifPresent(this::text));
    }

    /** The blocks in order. */
    ArrayNode content() {
        ArrayNode content = Json.array();
        items.forEach(item -> content.add(item.json()));
        return content;
    }

    private Item last(ObjectNode begin) {
        if (items.isEmpty() || !items.getLast().takes(begin.path("type").asText())) {
            items.add(new Item(begin));
        }
        return items.getLast();
    }
}
