package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/**
 * Reads one answer, whole or as events of a stream.
 *
 * <p>Usage comes behind the end of the message, so events are read on after it.
 */
final class AnswerReader implements Back.Reader {
    private final Candidate candidate;
    private final Steps steps;
    private boolean whole;
    private boolean broken;

    AnswerReader(Candidate candidate) {
        this.candidate = candidate;
        this.steps = new Steps(candidate.model().id());
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (broken || whole) {
            return Optional.empty();
        }
        try {
            List<StreamEvent> events = frame.whole() ? whole(frame) : step(frame);
            // Nothing to say is not the end, but behind the message it must not look like it.
            return events.isEmpty() && !steps.stopped() ? Optional.empty() : Optional.of(Piece.of(events));
        } catch (FailureException expected) {
            broken = true;
            return Optional.of(Piece.failed(expected.failure().by(candidate.provider())));
        }
    }

    @Override
    public boolean complete() {
        return !broken && steps.stopped();
    }

    @Override
    public Usage usage() {
        return steps.usage();
    }

    @Override
    public Optional<FinishReason> finish() {
        return steps.finish();
    }

    private List<StreamEvent> step(Frame frame) {
        String event = frame.event();
        int kind = event.indexOf(':');
        if (kind > 0) {
            throw new FailureException(ErrorReading.inStream(event.substring(kind + 1), frame.data()).failure());
        }
        return steps.read(event, parsed(frame.data()));
    }

    private List<StreamEvent> whole(Frame frame) {
        ObjectNode answer = parsed(frame.data());
        if (!answer.path("output").path("message").path("content").isArray()) {
            ErrorReading error = ErrorReading.inStream("", frame.data());
            throw error.told() ? new FailureException(error.failure()) : garbage("an answer without a message");
        }
        whole = true;
        return steps.whole(answer);
    }

    private static ObjectNode parsed(byte[] data) {
        try {
            return Json.readObject(data);
        } catch (FailureException notJson) {
            throw garbage(notJson.getMessage());
        }
    }

    private static FailureException garbage(String what) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                "the provider sent something that is not its protocol: " + what));
    }
}
