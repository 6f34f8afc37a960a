package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;

/** The content blocks of one answer as events; calls of tools get positions of their own. */
final class Blocks {
    private static final int MOST_CALLS = 1000;

    private final Map<Integer, Call> open = new HashMap<>();
    private int calls;

    /** A call whose arguments may still come. */
    private static final class Call {
        private final int position;
        private final String initial;
        private boolean argued;

        Call(int position, JsonNode input) {
            this.position = position;
            this.initial = input.isObject() ? input.toString() : "{}";
        }
    }

    /** Whether a tool was called. */
    boolean toolsCalled() {
        return calls > 0;
    }

    /** The events of a block that begins, or that came whole. */
    void start(int index, JsonNode block, List<StreamEvent> events) {
        switch (block.path("type").asText()) {
            case "text" -> {
                add(block, "text", events);
                block.path("citations").forEach(citation -> cite(citation, events));
            }
            case "thinking" -> think(text(block, "thinking"), seal(block, "signature"), Optional.empty(), events);
            case "redacted_thinking" -> think("", Optional.empty(), seal(block, "data"), events);
            case "tool_use" -> call(index, block, events);
            default -> { }
        }
    }

    /** The events of more of a block. */
    void more(int index, JsonNode delta, List<StreamEvent> events) {
        Call call = open.get(index);
        String json = text(delta, "partial_json");
        if (call != null && !json.isEmpty()) {
            call.argued = true;
            events.add(new StreamEvent.ToolCallDelta(0, call.position, json));
        } else {
            words(delta, events);
        }
    }

    /** The events of more text, more thoughts, or a source; none of them depends on what came before. */
    static void words(JsonNode delta, List<StreamEvent> events) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> add(delta, "text", events);
            case "thinking_delta" -> think(text(delta, "thinking"), Optional.empty(), Optional.empty(), events);
            case "signature_delta" -> think("", seal(delta, "signature"), Optional.empty(), events);
            case "citations_delta" -> cite(delta.path("citation"), events);
            default -> { }
        }
    }

    /** The events of a block that ends: arguments that did not come in pieces. */
    void stop(int index, List<StreamEvent> events) {
        Call call = open.remove(index);
        if (call != null && !call.argued) {
            events.add(new StreamEvent.ToolCallDelta(0, call.position, call.initial));
        }
    }

    private void call(int index, JsonNode block, List<StreamEvent> events) {
        if (calls == MOST_CALLS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once"));
        }
        stop(index, events);
        Call call = new Call(calls++, block.path("input"));
        open.put(index, call);
        String id = text(block, "id");
        events.add(new StreamEvent.ToolCallStarted(0, call.position, id.isEmpty() ? CallIds.fresh() : id, text(block, "name")));
    }

    private static void add(JsonNode node, String key, List<StreamEvent> events) {
        String text = text(node, key);
        if (!text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, text));
        }
    }

    private static void think(String text, Optional<Seal> signature, Optional<Seal> sealed, List<StreamEvent> events) {
        if (!text.isEmpty() || signature.isPresent() || sealed.isPresent()) {
            events.add(new StreamEvent.ThinkingDelta(0, text, signature, sealed));
        }
    }

    // A source without an address, such as a page of the caller's own document, has no neutral word.
    private static void cite(JsonNode citation, List<StreamEvent> events) {
        String url = text(citation, "url");
        if (!url.isEmpty()) {
            events.add(new StreamEvent.Cited(0, url, text(citation, "title"),
                    Optional.of(text(citation, "cited_text")).filter(quote -> !quote.isEmpty())));
        }
    }

    private static Optional<Seal> seal(JsonNode node, String key) {
        return Optional.of(text(node, key)).filter(text -> !text.isEmpty()).map(text -> Seal.read(text, Anthropic.NAME));
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.textValue() : "";
    }

    /** The events of the content of a whole answer. */
    static List<StreamEvent> whole(JsonNode answer) {
        Blocks blocks = new Blocks();
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.Started(text(answer, "id"), text(answer, "model")));
        int index = 0;
        for (JsonNode block : answer.path("content")) {
            blocks.start(index, block, events);
            blocks.stop(index++, events);
        }
        String word = text(answer, "stop_reason");
        if (!word.isEmpty()) {
            events.add(new StreamEvent.Finished(0, FinishWords.read(word, blocks.toolsCalled()), word));
        }
        if (!UsageReading.of(answer.path("usage")).unknown()) {
            events.add(new StreamEvent.UsageReported(UsageReading.of(answer.path("usage"))));
        }
        return events;
    }
}
