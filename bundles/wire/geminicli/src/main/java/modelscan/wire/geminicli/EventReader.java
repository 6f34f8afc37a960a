package modelscan.wire.geminicli;

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
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Complaint;

/** Reads the lines of one run; tools run inside and are told as thoughts. */
final class EventReader implements Back.Reader {
    private final String provider;
    private String trouble = "";
    private boolean worked;
    private boolean said;
    private boolean broken;
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
        if (frame.event().equals(Frame.END)) {
            // An exit status with a meaning of its own says more than a warning on the way.
            boolean plain = frame.text().equals("1") || frame.text().equals("0");
            return trouble.isEmpty() || !plain ? Optional.empty() : Optional.of(failed(trouble));
        }
        JsonNode line;
        try {
            line = Json.read(frame.data());
        } catch (FailureException noise) {
            return Optional.empty();
        }
        if (line.path("type").asText().equals("result") && !line.path("status").asText().equals("success")) {
            usage = usage(line.path("stats"));
            return Optional.of(failed(line.path("error").path("message").asText(trouble)));
        }
        List<StreamEvent> events = events(line);
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    private Piece failed(String words) {
        broken = true;
        return Piece.failed(Complaint.of(words).failure().by(provider));
    }

    private List<StreamEvent> events(JsonNode line) {
        List<StreamEvent> events = new ArrayList<>();
        switch (line.path("type").asText()) {
            case "init" -> events.add(new StreamEvent.Started(line.path("session_id").asText(""), line.path("model").asText("")));
            case "message" -> message(line, events);
            case "tool_use" -> {
                worked = said;
                events.add(new StreamEvent.ThinkingDelta(0, "[" + line.path("tool_name").asText() + " "
                        + line.path("parameters") + "]\n", Optional.empty(), Optional.empty()));
            }
            case "error" -> trouble = line.path("severity").asText().equals("error")
                    ? line.path("message").asText(trouble) : trouble;
            case "result" -> end(line, events);
            default -> { }
        }
        return events;
    }

    private void message(JsonNode line, List<StreamEvent> events) {
        String text = line.path("content").asText("");
        if (line.path("role").asText().equals("assistant") && !text.isEmpty()) {
            boolean apart = worked || said && !line.path("delta").asBoolean();
            events.add(new StreamEvent.TextDelta(0, apart ? "\n\n" + text : text));
            worked = false;
            said = true;
        }
    }

    private void end(JsonNode line, List<StreamEvent> events) {
        usage = usage(line.path("stats"));
        finish = Optional.of(FinishReason.STOP);
        events.add(new StreamEvent.Finished(0, FinishReason.STOP, "success"));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
    }

    // The thoughts are in the total alone.
    private static Usage usage(JsonNode stats) {
        long input = count(stats.path("input_tokens"));
        long output = Math.max(count(stats.path("output_tokens")), count(stats.path("total_tokens")) - input);
        Usage usage = Usage.NONE;
        usage = input < 0 ? usage : usage.with(Unit.INPUT, input);
        usage = count(stats.path("output_tokens")) < 0 ? usage : usage.with(Unit.OUTPUT, output);
        long cached = count(stats.path("cached"));
        return cached < 0 ? usage : usage.with(Unit.CACHE_READ, cached);
    }

    private static long count(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : -1;
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
