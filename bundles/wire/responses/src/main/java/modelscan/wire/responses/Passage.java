package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.gateway.Frame;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;

/**
 * What a client was told by frames that went through, so that the stream can be gone on with in our own words.
 *
 * <p>Nothing is read before that is needed; of a text in progress only its bytes are kept.
 */
final class Passage {
    private static final int MOST_ITEMS = 1000;

    private final Marks marks = new Marks();
    private final SortedMap<Integer, Passed> items = new TreeMap<>();
    private Optional<Frame> head = Optional.empty();
    private int sequence = -1;
    private boolean ended;

    /** An item that goes through: the last frame that shows it, and what came of it since. */
    private static final class Passed {
        private Optional<Frame> shown = Optional.empty();
        private boolean done;
        private final ByteArrayOutputStream since = new ByteArrayOutputStream(64);
    }

    /** Remembers a frame. */
    void read(Frame frame) {
        marks.read(frame.data());
        sequence = Math.max(sequence, marks.sequence());
        String told = marks.type();
        String type = told.isEmpty() ? frame.event() : told;
        switch (type) {
            case EventWords.CREATED, EventWords.IN_PROGRESS -> head = head.isPresent() ? head : Optional.of(frame);
            case EventWords.COMPLETED, EventWords.INCOMPLETE, EventWords.FAILED, EventWords.ERROR -> ended = true;
            case EventWords.ITEM_ADDED, EventWords.ITEM_DONE -> {
                Passed item = item();
                item.shown = Optional.of(frame);
                item.done = type.equals(EventWords.ITEM_DONE);
                item.since.reset();
            }
            case EventWords.TEXT_DELTA, EventWords.ARGUMENTS_DELTA, EventWords.SUMMARY_DELTA, EventWords.REASONING_DELTA ->
                    keep(frame.data());
            default -> { }
        }
    }

    /** Whether nothing went through. */
    boolean none() {
        return head.isEmpty() && items.isEmpty() && sequence < 0;
    }

    /** Whether the end went through. */
    boolean ended() {
        return ended;
    }

    /** The number of the last event. */
    int sequence() {
        return sequence;
    }

    /** The response as the client knows it. */
    JsonNode response() {
        return head.map(frame -> tree(frame).path("response")).orElseGet(Json::object);
    }

    /** The items as the client knows them. */
    List<Written> written(Teller teller) {
        List<Written> written = new ArrayList<>();
        items.forEach((index, item) -> {
            JsonNode json = item.shown.map(frame -> tree(frame).path("item")).orElseGet(Json::object);
            ObjectNode known = json instanceof ObjectNode object ? object : Json.object();
            written.add(item.done ? new ReadyItem(index, known) : open(teller, index, known, text(item)));
        });
        return written;
    }

    private static Written open(Teller teller, int index, ObjectNode item, String since) {
        return switch (item.path("type").asText(Item.MESSAGE)) {
            case Item.MESSAGE -> SpokenItem.adopted(teller, index, item.path("id").asText(Answer.newId("msg")), since);
            case Item.REASONING -> ThoughtItem.adopted(teller, index, item.path("id").asText(Answer.newId("rs")), since);
            case Item.CALL -> CallItem.adopted(teller, index, item, since);
            default -> new ReadyItem(index, item);
        };
    }

    private Passed item() {
        int index = Math.clamp(marks.output(), 0, MOST_ITEMS);
        return items.computeIfAbsent(index, _ -> new Passed());
    }

    private void keep(byte[] data) {
        int from = marks.delta();
        if (from >= 0) {
            int end = JsonBytes.textEnd(data, from);
            item().since.write(data, from, end - from);
        }
    }

    private static String text(Passed item) {
        try {
            return Json.read("\"" + item.since.toString(StandardCharsets.UTF_8) + "\"").asText();
        } catch (FailureException notJson) {
            return "";
        }
    }

    private static JsonNode tree(Frame frame) {
        try {
            return Json.read(frame.data());
        } catch (FailureException notJson) {
            return Json.object();
        }
    }
}
