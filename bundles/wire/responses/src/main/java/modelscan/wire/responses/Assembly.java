package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/**
 * What is known of the items of an answer, and what was given of them already.
 *
 * <p>Items are told apart by {@code output_index}, because some servers change their ids from event to event.
 */
final class Assembly {
    private static final int MOST_ITEMS = 1000;

    private final SortedMap<Integer, Item> items = new TreeMap<>();
    private int calls;
    private int latest;
    private boolean opened;

    /** Whether a tool is called. */
    boolean called() {
        return calls > 0;
    }

    /** Remembers that a part of an item was given; whether that was the first event of the answer. */
    boolean spoke(int output, int content) {
        item(output, Item.MESSAGE).spoke(content);
        boolean opening = !opened;
        opened = true;
        return opening;
    }

    /** Adds the events of an event. */
    void read(String type, JsonNode event, List<StreamEvent> events) {
        int output = event.path("output_index").asInt(-1);
        int content = event.path("content_index").asInt(-1);
        switch (type) {
            case EventWords.CREATED, "response.queued", EventWords.IN_PROGRESS -> open(event.path("response"), events);
            case EventWords.ITEM_ADDED -> {
                JsonNode json = event.path("item");
                Item item = item(output, json.path("type").asText());
                if (item.is(Item.CALL) && !json.path("name").asText("").isEmpty()) {
                    item.start(json, nextCall(item), events);
                }
            }
            case EventWords.ITEM_DONE -> done(item(output, event.at("/item/type").asText()), event.path("item"), events);
            case EventWords.TEXT_DONE -> item(output, Item.MESSAGE).text(content, event.path("text"), events);
            case EventWords.REFUSAL_DELTA -> item(output, Item.MESSAGE).declined(content, event.path("delta"), events);
            case EventWords.REFUSAL_DONE -> item(output, Item.MESSAGE).refusal(content, event.path("refusal"), events);
            case EventWords.CITED -> item(output, Item.MESSAGE).cited(event.path("annotation"), events);
            case EventWords.REASONING_DELTA, EventWords.SUMMARY_DELTA ->
                    item(output, Item.REASONING).thought(type, event.path("delta"), events);
            case EventWords.SUMMARY_ADDED -> item(output, Item.REASONING).paragraph(event.path("summary_index").asInt(), events);
            case EventWords.ARGUMENTS_DELTA -> item(output, Item.CALL).arguments(event.path("delta"), events);
            case EventWords.ARGUMENTS_DONE -> item(output, Item.CALL).missing(event.path("arguments"), events);
            case "response.audio.delta" -> Sounds.bytes(event.path("delta"), events);
            case "response.audio.transcript.delta" -> Sounds.words(event.path("delta"), events);
            default -> { }
        }
        if (!opened && !events.isEmpty()) {
            opened = true;
            events.addFirst(new StreamEvent.Started("", ""));
        }
    }

    /** Adds what no event gave of the final response; the first of a kind there is the first of that kind here. */
    void end(JsonNode response, List<StreamEvent> events) {
        open(response, events);
        Map<String, Integer> seen = new HashMap<>();
        for (JsonNode json : response.path("output")) {
            String kind = json.path("type").asText();
            int place = seen.merge(kind, 1, Integer::sum) - 1;
            Item known = items.values().stream().filter(item -> item.is(kind)).skip(place).findFirst().orElse(null);
            done(known == null ? item(items.isEmpty() ? 0 : items.lastKey() + 1, kind) : known, json, events);
        }
    }

    private void done(Item item, JsonNode json, List<StreamEvent> events) {
        if (item.is(Item.CALL)) {
            item.start(json, nextCall(item), events);
        }
        item.done(json, events);
    }

    private int nextCall(Item item) {
        return item.started() ? item.position() : calls++;
    }

    private void open(JsonNode response, List<StreamEvent> events) {
        if (!opened) {
            opened = true;
            events.add(new StreamEvent.Started(response.path("id").asText(""), response.path("model").asText("")));
        }
    }

    private Item item(int index, String kind) {
        int known = index < 0 ? latest : index;
        if (known >= MOST_ITEMS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider counts too many items"));
        }
        latest = known;
        return items.computeIfAbsent(known, _ -> new Item(kind));
    }
}
