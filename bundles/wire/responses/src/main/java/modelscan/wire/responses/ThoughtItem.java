package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.base.json.Json;

/** What the model thought, and the seal with which its vendor takes it back. */
final class ThoughtItem implements Written {
    private final Teller teller;
    private final int index;
    private final String id;
    private final StringBuilder words = new StringBuilder();
    private Optional<Sealed> seal = Optional.empty();
    private boolean begun;
    private boolean closed;

    private ThoughtItem(Teller teller, int index, String id) {
        this.teller = teller;
        this.index = index;
        this.id = id;
    }

    /** A new thought. */
    static ThoughtItem opened(Teller teller, int index) {
        ThoughtItem item = new ThoughtItem(teller, index, Answer.newId("rs"));
        teller.tell(EventWords.ITEM_ADDED, event -> event.put("output_index", index).set("item", item.json()));
        return item;
    }

    /** A thought of which the client has these words already. */
    static ThoughtItem adopted(Teller teller, int index, String id, String words) {
        ThoughtItem item = new ThoughtItem(teller, index, id);
        item.begun = !words.isEmpty();
        item.words.append(words);
        return item;
    }

    /** Whether nothing can be added, because it is sealed. */
    boolean sealed() {
        return seal.isPresent();
    }

    /** More words. */
    void more(String text) {
        if (!begun) {
            begun = true;
            tell(EventWords.SUMMARY_ADDED, event -> event.set("part", part("")));
        }
        words.append(text);
        tell(EventWords.SUMMARY_DELTA, event -> event.put("delta", text));
    }

    /** Seals it. */
    void seal(Sealed given) {
        seal = Optional.of(given);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void close(String status) {
        if (closed) {
            return;
        }
        closed = true;
        if (begun) {
            tell(EventWords.SUMMARY_TEXT_DONE, event -> event.put("text", words.toString()));
            tell(EventWords.SUMMARY_DONE, event -> event.set("part", part(words.toString())));
        }
        teller.tell(EventWords.ITEM_DONE, event -> event.put("output_index", index).set("item", json()));
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("type", Item.REASONING);
        json.putArray("summary");
        if (begun) {
            json.withArray("/summary").add(part(words.toString()));
        }
        seal.ifPresent(given -> json.put("encrypted_content", given.written()));
        return json;
    }

    private static ObjectNode part(String text) {
        return Json.object().put("type", "summary_text").put("text", text);
    }

    private void tell(String type, Consumer<ObjectNode> members) {
        teller.tell(type, event -> members.accept(
                event.put("item_id", id).put("output_index", index).put("summary_index", 0)));
    }
}
