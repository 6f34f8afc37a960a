package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;

/** What is known of an answer, step by step. */
final class Steps {
    private final String model;
    private final Words words;
    private final ToolCalls calls = new ToolCalls();
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean begun;
    private String picture = "png";

    Steps(String model) {
        this.model = model;
        this.words = new Words(Family.of(model).signs());
    }

    /** Whether the message has come to its end. */
    boolean stopped() {
        return finish.isPresent();
    }

    /** The usage told so far. */
    Usage usage() {
        return usage;
    }

    /** Why the message ended. */
    Optional<FinishReason> finish() {
        return finish;
    }

    /** The events of one step; a step of an unknown name has none. */
    List<StreamEvent> read(String event, JsonNode step) {
        List<StreamEvent> events = new ArrayList<>(2);
        if (event.equals("metadata")) {
            told(step, events);
        } else if (!stopped()) {
            begin(events);
            int block = step.path("contentBlockIndex").asInt();
            switch (event) {
                case "contentBlockStart" -> start(block, step.path("start"), events);
                case "contentBlockDelta" -> delta(block, step.path("delta"), events);
                case "contentBlockStop" -> calls.end(block, events);
                case "messageStop" -> stop(step, events);
                default -> { }
            }
        }
        return events;
    }

    /** The events of a whole answer. */
    List<StreamEvent> whole(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        begin(events);
        int block = 0;
        for (JsonNode content : answer.path("output").path("message").path("content")) {
            words.block(content, events);
            if (content.path("toolUse").isObject()) {
                calls.whole(block, content.path("toolUse"), events);
            }
            block++;
        }
        stop(answer, events);
        told(answer, events);
        return events;
    }

    private void begin(List<StreamEvent> events) {
        if (!begun) {
            begun = true;
            events.add(new StreamEvent.Started("", model));
        }
    }

    private void start(int block, JsonNode start, List<StreamEvent> events) {
        if (start.path("toolUse").isObject()) {
            calls.start(block, start.path("toolUse"), events);
        }
        picture = start.path("image").path("format").asText(picture);
    }

    private void delta(int block, JsonNode delta, List<StreamEvent> events) {
        words.delta(delta, picture, events);
        if (delta.path("toolUse").path("input").isTextual()) {
            calls.arguments(block, delta.path("toolUse").path("input").textValue(), events);
        }
    }

    private void stop(JsonNode step, List<StreamEvent> events) {
        calls.endAll(events);
        String word = step.path("stopReason").asText("");
        FinishReason reason = FinishWords.read(word, calls.any());
        finish = Optional.of(reason);
        events.add(new StreamEvent.Finished(0, reason, word));
    }

    private void told(JsonNode step, List<StreamEvent> events) {
        Usage read = UsageReading.of(step.path("usage"));
        if (!read.unknown()) {
            usage = read;
            events.add(new StreamEvent.UsageReported(read));
        }
    }
}
