package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.JsonBytes;

/** Reads a transcript: JSON, text or subtitles, or events. */
final class TranscriptReader implements Back.Reader {
    private static final int LARGEST_TEXT = 64 << 20;
    private static final BigDecimal LONGEST = BigDecimal.valueOf(10_000_000);

    private final Optional<String> provider;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Usage usage = Usage.NONE;
    private boolean over;
    private boolean complete;
    private boolean spoke;

    TranscriptReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (over) {
            return Optional.empty();
        }
        try {
            if (frame.whole()) {
                return Optional.of(Piece.framed(OpenAi.NAME, frame, ended(whole(FormReader.tree(frame.data())))));
            }
            return frame.type().isEmpty() ? step(frame) : text(frame);
        } catch (FailureException expected) {
            over = true;
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
    }

    private Optional<Piece> text(Frame frame) {
        if (!frame.event().equals(Frame.END)) {
            text.writeBytes(frame.data());
            if (text.size() > LARGEST_TEXT) {
                throw FormReader.garbage("the transcript of the provider is too long");
            }
            return Optional.empty();
        }
        Frame all = new Frame("", text.toByteArray(), true, frame.type());
        return Optional.of(Piece.framed(OpenAi.NAME, all, ended(List.of(said(all.text().strip())))));
    }

    private Optional<Piece> step(Frame frame) {
        int from = JsonBytes.space(frame.data(), 0);
        if (from == frame.data().length || frame.data()[from] == '[') {
            return Optional.empty();
        }
        JsonNode event = FormReader.tree(frame.data());
        return Optional.of(Piece.framed(OpenAi.NAME, frame, switch (event.path("type").asText("")) {
            case TranscriptSteps.DELTA -> {
                spoke = true;
                yield List.of(said(event.path("delta").asText("")));
            }
            case TranscriptSteps.DONE -> {
                List<StreamEvent> last = spoke ? List.of() : List.of(said(event.path("text").asText("")));
                usage = UsageReading.of(event.path("usage"));
                yield ended(last);
            }
            default -> List.of();
        }));
    }

    private List<StreamEvent> whole(JsonNode answer) {
        if (!answer.path("text").isTextual()) {
            throw FormReader.garbage("the provider's answer has no text");
        }
        usage = UsageReading.of(answer.path("usage"));
        if (usage.unknown()) {
            usage = seconds(answer.path("duration")).map(length -> Usage.NONE.with(Unit.SECOND, length)).orElse(Usage.NONE);
        }
        List<StreamEvent> events = new ArrayList<>();
        for (JsonNode segment : answer.path("segments")) {
            String speaker = segment.path("speaker").asText("");
            events.add(new StreamEvent.Transcribed(segment.path("text").asText(""), time(segment.path("start")),
                    time(segment.path("end")), speaker.isEmpty() ? Optional.empty() : Optional.of(speaker)));
        }
        return events.isEmpty() ? List.of(said(answer.path("text").textValue())) : events;
    }

    private List<StreamEvent> ended(List<StreamEvent> last) {
        over = true;
        complete = true;
        List<StreamEvent> events = new ArrayList<>(last);
        events.add(new StreamEvent.Finished(0, FinishReason.STOP, ""));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    private static StreamEvent said(String words) {
        return new StreamEvent.Transcribed(words, Duration.ZERO, Duration.ZERO, Optional.empty());
    }

    private static Duration time(JsonNode seconds) {
        return seconds(seconds).map(value -> Duration.ofMillis(value.movePointRight(3).longValue())).orElse(Duration.ZERO);
    }

    // Groq and OpenAI write numbers, older servers texts.
    private static Optional<BigDecimal> seconds(JsonNode node) {
        String text = node.isNumber() || node.isTextual() ? node.asText() : "";
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,20})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text).min(LONGEST));
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return complete ? Optional.of(FinishReason.STOP) : Optional.empty();
    }

    /** A transcript as bytes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
