package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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
import modelscan.api.model.JobState;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorWords;

/** Reads a prediction as it stands; one that still runs is told by its ticket, to be asked for again. */
final class AnswerReader implements Back.Reader {
    private final Candidate candidate;
    private final Task task;
    private Usage usage = Usage.NONE;
    private boolean read;
    private boolean succeeded;
    private Optional<String> unfinished = Optional.empty();

    AnswerReader(Candidate candidate, Task task) {
        this.candidate = candidate;
        this.task = task;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (read) {
            return Optional.empty();
        }
        read = true;
        try {
            return Optional.of(Piece.of(events(frame)));
        } catch (FailureException expected) {
            return Optional.of(Piece.failed(expected.failure().by(candidate.provider())));
        }
    }

    @Override
    public boolean complete() {
        return succeeded;
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return succeeded ? Optional.of(FinishReason.STOP) : Optional.empty();
    }

    @Override
    public Optional<String> unfinished() {
        return unfinished;
    }

    private List<StreamEvent> events(Frame frame) {
        ObjectNode prediction = parsed(frame);
        String status = prediction.path("status").asText("");
        return switch (status) {
            case "succeeded" -> result(prediction);
            case "starting", "queued" -> running(prediction, JobState.QUEUED);
            case "processing" -> running(prediction, JobState.RUNNING);
            case "failed" -> throw new FailureException(ErrorReading.failed(prediction.path("error").asText("")));
            case "canceled", "cancelled" -> throw refuse(ErrorCode.CANCELLED, "the prediction was cancelled");
            case "aborted" -> throw refuse(ErrorCode.PROVIDER_TIMEOUT, "the prediction was given up before it began");
            default -> throw prediction.has("title") || prediction.has("detail")
                    ? new FailureException(ErrorReading.failure(0, ErrorBody.of(prediction)))
                    : ErrorReading.garbage("a prediction with the status '" + ErrorWords.line(status) + "'");
        };
    }

    private List<StreamEvent> running(ObjectNode prediction, JobState state) {
        String id = prediction.path("id").asText("");
        if (id.isEmpty()) {
            throw ErrorReading.garbage("a prediction without an id");
        }
        String ticket = Ticket.write(id);
        unfinished = Optional.of(ticket);
        return List.of(new StreamEvent.JobChanged(ticket, state, Optional.empty()));
    }

    private List<StreamEvent> result(ObjectNode prediction) {
        JsonNode output = prediction.path("output");
        if ((output.isNull() || output.isMissingNode()) && prediction.path("data_removed").asBoolean()) {
            throw refuse(ErrorCode.PROVIDER_ERROR, "the provider has removed the output of this prediction already");
        }
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.Started(prediction.path("id").asText(""), candidate.model().id()));
        List<StreamEvent> result = task.events(prediction);
        events.addAll(result);
        usage = UsageReading.of(prediction.path("metrics"));
        long pictures = result.stream().filter(StreamEvent.MediaProduced.class::isInstance).count();
        usage = pictures == 0 ? usage : usage.with(Unit.IMAGE, pictures);
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        succeeded = true;
        return events;
    }

    private static ObjectNode parsed(Frame frame) {
        try {
            return Json.readObject(frame.data());
        } catch (FailureException notJson) {
            throw ErrorReading.garbage(notJson.getMessage());
        }
    }

    private static FailureException refuse(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message));
    }
}
