package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** A message: text, refusals and sources. */
final class SpokenItem implements Written {
    private static final String TEXT = "output_text";
    private static final String REFUSAL = "refusal";

    private final Teller teller;
    private final int index;
    private final String id;
    private final ArrayNode content = Json.array();
    private final StringBuilder words = new StringBuilder();
    private ArrayNode annotations = Json.array();
    private String part = "";
    private String status = "in_progress";

    private SpokenItem(Teller teller, int index, String id) {
        this.teller = teller;
        this.index = index;
        this.id = id;
    }

    /** A new message. */
    static SpokenItem opened(Teller teller, int index) {
        SpokenItem item = new SpokenItem(teller, index, Answer.newId("msg"));
        teller.tell(EventWords.ITEM_ADDED, event -> event.put("output_index", index).set("item", item.json()));
        return item;
    }

    /** A message of which the client has this text already. */
    static SpokenItem adopted(Teller teller, int index, String id, String text) {
        SpokenItem item = new SpokenItem(teller, index, id);
        item.part = text.isEmpty() ? "" : TEXT;
        item.words.append(text);
        return item;
    }

    /** More text. */
    void text(String more) {
        begin(TEXT);
        words.append(more);
        tell(EventWords.TEXT_DELTA, event -> event.put("delta", more).putArray("logprobs"));
    }

    /** More of a refusal. */
    void refusal(String more) {
        begin(REFUSAL);
        words.append(more);
        tell(EventWords.REFUSAL_DELTA, event -> event.put("delta", more));
    }

    /** A source of the text; without a quote of all of it. */
    void cite(StreamEvent.Cited cited) {
        begin(TEXT);
        int found = cited.quote().filter(quote -> !quote.isEmpty()).map(words::lastIndexOf).orElse(-1);
        int end = found < 0 ? words.length() : found + cited.quote().orElse("").length();
        ObjectNode annotation = Json.object().put("type", "url_citation").put("url", cited.url())
                .put("title", cited.title()).put("start_index", Math.max(found, 0)).put("end_index", end);
        tell(EventWords.CITED, event -> event.put("annotation_index", annotations.size()).set("annotation", annotation));
        annotations.add(annotation);
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void close(String ending) {
        if (status.equals("in_progress")) {
            closePart();
            status = ending;
            teller.tell(EventWords.ITEM_DONE, event -> event.put("output_index", index).set("item", json()));
        }
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Json.object().put("id", id).put("type", Item.MESSAGE).put("status", status)
                .put("role", "assistant");
        json.set("content", content.deepCopy());
        return json;
    }

    private void begin(String wanted) {
        if (!part.equals(wanted)) {
            closePart();
            part = wanted;
            tell(EventWords.PART_ADDED, event -> event.set("part", part()));
        }
    }

    private void closePart() {
        if (part.equals(TEXT)) {
            tell(EventWords.TEXT_DONE, event -> event.put("text", words.toString()).putArray("logprobs"));
        } else if (part.equals(REFUSAL)) {
            tell(EventWords.REFUSAL_DONE, event -> event.put("refusal", words.toString()));
        }
        if (!part.isEmpty()) {
            tell(EventWords.PART_DONE, event -> event.set("part", part()));
            content.add(part());
            words.setLength(0);
            annotations = Json.array();
            part = "";
        }
    }

    private ObjectNode part() {
        ObjectNode json = Json.object().put("type", part).put(part.equals(TEXT) ? "text" : REFUSAL, words.toString());
        if (part.equals(TEXT)) {
            json.set("annotations", annotations);
            json.putArray("logprobs");
        }
        return json;
    }

    private void tell(String type, Consumer<ObjectNode> members) {
        int place = content.size();
        teller.tell(type, event -> members.accept(
                event.put("item_id", id).put("output_index", index).put("content_index", place)));
    }
}
