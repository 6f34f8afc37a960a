package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;
import modelscan.base.wire.ErrorBody;

/**
 * Reads one answer, whole or in lines.
 *
 * <p>A line that only brings more text or thoughts is passed on unread; one that calls tools, fails or is the last is read
 * at once.
 */
final class AnswerReader implements Back.Reader {
    private final String label;
    private final Optional<String> provider;
    private final Marks marks = new Marks();
    private final Steps steps = new Steps();
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean opened;
    private boolean ended;
    private boolean broken;

    AnswerReader(String label, Optional<String> provider) {
        this.label = label;
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (ended || broken || !frame.whole() && JsonBytes.space(frame.data(), 0) == frame.data().length) {
            return Optional.empty();
        }
        try {
            return Optional.of(piece(frame));
        } catch (FailureException expected) {
            broken = true;
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
    }

    @Override
    public boolean complete() {
        return ended && !broken;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }

    private Piece piece(Frame frame) {
        marks.read(frame.data());
        if (!marks.whole()) {
            throw marks.cut() ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not JSON");
        }
        boolean opening = !opened;
        opened = true;
        if (!frame.whole() && !marks.done() && !marks.error() && !marks.tools()) {
            return Piece.framed(label, frame, () -> lazily(frame, opening));
        }
        JsonNode answer = parsed(() -> Json.read(frame.data()));
        check(answer, frame.whole());
        return Piece.framed(label, frame, events(answer, opening, frame.whole()));
    }

    private static List<StreamEvent> lazily(Frame frame, boolean opening) {
        try {
            return Steps.words(parsed(() -> Json.read(frame.data())), opening);
        } catch (FailureException garbage) {
            return List.of(new StreamEvent.Failed(garbage.failure()));
        }
    }

    private static void check(JsonNode answer, boolean whole) {
        if (ErrorReading.isError(answer)) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(answer)));
        }
        if (whole && !answer.path("message").isObject() && !answer.has("response") && !answer.path("done").asBoolean()) {
            throw refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no message");
        }
    }

    private List<StreamEvent> events(JsonNode answer, boolean opening, boolean whole) {
        List<StreamEvent> events = Steps.words(answer, opening);
        steps.tools(answer, events);
        JsonNode done = answer.path("done");
        if (done.asBoolean() || whole && done.isMissingNode()) {
            ended = true;
            String word = answer.path("done_reason").asText("");
            FinishReason reason = FinishWords.read(word, steps.toolsCalled());
            finish = Optional.of(reason);
            events.add(new StreamEvent.Finished(0, reason, word));
            usage = Counts.read(answer);
            if (!usage.unknown()) {
                events.add(new StreamEvent.UsageReported(usage));
            }
        }
        return events;
    }

    static JsonNode parsed(Supplier<JsonNode> reading) {
        try {
            return reading.get();
        } catch (FailureException notJson) {
            throw refuse(ErrorCode.PROVIDER_GARBAGE,
                    "the provider sent something that is not its protocol: " + notJson.getMessage());
        }
    }

    static FailureException refuse(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message));
    }
}
