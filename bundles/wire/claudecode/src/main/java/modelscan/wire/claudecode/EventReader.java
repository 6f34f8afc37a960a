package modelscan.wire.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/**
 * Reads the lines of one run.
 *
 * <p>What sub-agents say stays with them. Tools run inside the tool: their calls are told as thoughts, because nobody else
 * can run them. Usage is told once, at the end; lines before repeat parts of it.
 */
final class EventReader implements Back.Reader {
    private final String provider;
    private final Talk talk;
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean begun;
    private boolean broken;

    EventReader(String provider, boolean structured) {
        this.provider = provider;
        this.talk = new Talk(structured);
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (broken || finish.isPresent() || frame.event().equals(Frame.END)) {
            return Optional.empty();
        }
        Optional<JsonNode> line = line(frame);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        List<StreamEvent> events = new ArrayList<>();
        Optional<Failure> failure = read(line.get(), events);
        if (failure.isPresent()) {
            broken = true;
            return Optional.of(Piece.failed(failure.get().by(provider)));
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    private static Optional<JsonNode> line(Frame frame) {
        try {
            return Optional.of(Json.read(frame.data()));
        } catch (FailureException noise) {
            return Optional.empty();
        }
    }

    private Optional<Failure> read(JsonNode line, List<StreamEvent> events) {
        boolean inside = line.path("parent_tool_use_id").isTextual();
        switch (line.path("type").asText()) {
            case "system" -> begin(line, events);
            case "stream_event" -> talk.step(inside ? Json.object() : line.path("event"), events);
            case "assistant" -> talk.message(inside ? Json.object() : line.path("message"), events);
            case "result" -> {
                return end(new Outcome(line), events);
            }
            default -> { }
        }
        return Optional.empty();
    }

    private void begin(JsonNode line, List<StreamEvent> events) {
        if (!begun && line.path("session_id").isTextual()) {
            begun = true;
            events.add(new StreamEvent.Started(line.path("session_id").textValue(), line.path("model").asText("")));
        }
    }

    private Optional<Failure> end(Outcome outcome, List<StreamEvent> events) {
        usage = outcome.usage();
        Optional<Failure> failure = outcome.failure();
        if (failure.isPresent()) {
            return failure;
        }
        begin(outcome.line(), events);
        talk.end(outcome.line(), events);
        finish = Optional.of(outcome.reason());
        events.add(new StreamEvent.Finished(0, outcome.reason(), outcome.word()));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return Optional.empty();
    }

    @Override
    public boolean complete() {
        return finish.isPresent();
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }
}
