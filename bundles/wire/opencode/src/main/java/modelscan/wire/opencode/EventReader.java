package modelscan.wire.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Complaint;

/**
 * Reads the lines of one run.
 *
 * <p>The run is over when the program ends or says that it is done; its exit status says nothing. Each step tells its own
 * usage, the sum of them is that of the answer. Tools run inside and are told as thoughts.
 */
final class EventReader implements Back.Reader {
    private final String provider;
    private boolean begun;
    private boolean said;
    private boolean broken;
    private String reason = "";
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();

    EventReader(String provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (broken || complete()) {
            return Optional.empty();
        }
        List<StreamEvent> events = new ArrayList<>();
        if (frame.event().equals(Frame.END)) {
            end(events);
        } else {
            JsonNode line;
            try {
                line = Json.read(frame.data());
            } catch (FailureException noise) {
                return Optional.empty();
            }
            if (line.path("type").asText().equals("error")) {
                return Optional.of(failed(line.path("error")));
            }
            line(line, events);
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    // A second line often follows that only says that there was an error.
    private Piece failed(JsonNode error) {
        broken = true;
        JsonNode data = error.path("data");
        String words = data.path("message").asText(error.path("message").asText(error.path("name").asText("")));
        return Piece.failed(Complaint.of(words).failure(data.path("statusCode").asInt()).by(provider));
    }

    private void line(JsonNode line, List<StreamEvent> events) {
        if (!begun && line.path("sessionID").isTextual()) {
            begun = true;
            events.add(new StreamEvent.Started(line.path("sessionID").textValue(), ""));
        }
        JsonNode part = line.path("part");
        switch (line.path("type").asText()) {
            case "text" -> text(part.path("text").asText(""), events);
            case "reasoning" -> thought(part.path("text").asText(""), events);
            case "tool_use" -> thought("[" + part.path("tool").asText() + " " + part.path("state").path("input") + ": "
                    + part.path("state").path("status").asText() + "]", events);
            case "step_finish" -> {
                reason = part.path("reason").asText("");
                usage = usage.plus(Step.usage(part));
                if (!usage.unknown()) {
                    events.add(new StreamEvent.UsageReported(usage));
                }
            }
            case "done" -> end(events);
            default -> { }
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

    private void end(List<StreamEvent> events) {
        finish = Step.finish(reason);
        finish.ifPresent(why -> events.add(new StreamEvent.Finished(0, why, reason)));
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
