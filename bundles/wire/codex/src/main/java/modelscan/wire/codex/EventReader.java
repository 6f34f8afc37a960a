package modelscan.wire.codex;

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
import modelscan.base.wire.Complaint;

/**
 * Reads the lines of one run; messages come whole, never in steps.
 *
 * <p>What Codex does with its own tools is told as thoughts. Where the answer must have a form, only the last message is the
 * answer.
 */
final class EventReader implements Back.Reader {
    private final String provider;
    private final boolean lastOnly;
    private String waiting = "";
    private String trouble = "";
    private boolean said;
    private boolean broken;
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();

    EventReader(String provider, boolean lastOnly) {
        this.provider = provider;
        this.lastOnly = lastOnly;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (broken || complete()) {
            return Optional.empty();
        }
        if (frame.event().equals(Frame.END)) {
            return trouble.isEmpty() ? Optional.empty() : Optional.of(failed(trouble));
        }
        JsonNode line;
        try {
            line = Json.read(frame.data());
        } catch (FailureException noise) {
            return Optional.empty();
        }
        if (line.path("type").asText().equals("turn.failed")) {
            return Optional.of(failed(line.path("error").path("message").asText(trouble)));
        }
        List<StreamEvent> events = events(line);
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    private Piece failed(String words) {
        broken = true;
        Failure failure = Complaint.of(words).failure();
        return Piece.failed(failure.by(provider));
    }

    private List<StreamEvent> events(JsonNode line) {
        List<StreamEvent> events = new ArrayList<>();
        switch (line.path("type").asText()) {
            case "thread.started" -> events.add(new StreamEvent.Started(line.path("thread_id").asText(""), ""));
            case "item.completed" -> item(line.path("item"), events);
            case "turn.completed" -> end(line, events);
            // It tries again by itself; only if the run ends without an answer was this the reason.
            case "error" -> trouble = line.path("message").asText(trouble);
            default -> { }
        }
        return events;
    }

    private void item(JsonNode item, List<StreamEvent> events) {
        if (!item.path("type").asText().equals("agent_message")) {
            thought(Work.told(item), events);
        } else if (lastOnly) {
            thought(waiting, events);
            waiting = item.path("text").asText("");
        } else {
            text(item.path("text").asText(""), events);
        }
    }

    private void text(String text, List<StreamEvent> events) {
        if (!text.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, said ? "\n\n" + text : text));
            said = true;
        }
    }

    private static void thought(String text, List<StreamEvent> events) {
        if (!text.isEmpty()) {
            events.add(new StreamEvent.ThinkingDelta(0, text + "\n", Optional.empty(), Optional.empty()));
        }
    }

    private void end(JsonNode line, List<StreamEvent> events) {
        text(waiting, events);
        usage = Work.usage(line.path("usage"));
        finish = Optional.of(FinishReason.STOP);
        events.add(new StreamEvent.Finished(0, FinishReason.STOP, "turn.completed"));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
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
