package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
import modelscan.base.json.Outline;
import modelscan.base.wire.ErrorBody;

/**
 * Reads one answer, whole or in events.
 *
 * <p>An event that only brings more text is passed on unread; of every other one what follows may depend. The response object
 * of the last event has the last word: what no event gave before is taken from it.
 */
final class AnswerReader implements Back.Reader {
    private final Optional<String> provider;
    private final Marks marks = new Marks();
    private final Assembly assembly = new Assembly();
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();
    private boolean ended;
    private boolean broken;

    AnswerReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        byte[] data = frame.data();
        if (ended || broken) {
            return Optional.empty();
        }
        if (frame.whole()) {
            return Optional.of(guarded(() -> whole(frame)));
        }
        int from = JsonBytes.space(data, 0);
        // Some compatible servers say [DONE] behind the last event; it proves nothing.
        if (from == data.length || data[from] == '[') {
            return Optional.empty();
        }
        return Optional.of(guarded(() -> event(frame)));
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

    private Piece event(Frame frame) {
        marks.read(frame.data());
        boolean named = frame.event().equals(EventWords.ERROR);
        if (!marks.whole() && !named) {
            throw marks.cut() ? refuse(ErrorCode.STREAM_CUT, "the answer broke off inside a message")
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider sent something that is not JSON");
        }
        String told = marks.type();
        String type = told.isEmpty() ? frame.event() : told;
        if (type.equals(EventWords.TEXT_DELTA)) {
            boolean opening = assembly.spoke(marks.output(), marks.content());
            return Piece.framed(Responses.NAME, frame, () -> lazily(frame, opening));
        }
        if (named || type.equals(EventWords.ERROR)) {
            throw new FailureException(ErrorBody.of(frame.data()).failure(0));
        }
        return Piece.framed(Responses.NAME, frame, atOnce(type, frame));
    }

    private static List<StreamEvent> lazily(Frame frame, boolean opening) {
        try {
            String text = Json.read(frame.data()).path("delta").asText();
            StreamEvent delta = new StreamEvent.TextDelta(0, text);
            return opening ? List.of(new StreamEvent.Started("", ""), delta) : List.of(delta);
        } catch (FailureException notJson) {
            return List.of(new StreamEvent.Failed(garbage(notJson).failure()));
        }
    }

    private List<StreamEvent> atOnce(String type, Frame frame) {
        JsonNode event = parsed(() -> Json.read(frame.data()));
        List<StreamEvent> events = new ArrayList<>(4);
        switch (type) {
            case EventWords.COMPLETED, EventWords.INCOMPLETE, EventWords.FAILED, "response.cancelled" ->
                    last(type, event.path("response"), events);
            case "" -> {
                if (ErrorBody.isError(event)) {
                    throw new FailureException(ErrorBody.of(event).failure(0));
                }
            }
            default -> assembly.read(type, event, events);
        }
        return events;
    }

    private void last(String type, JsonNode response, List<StreamEvent> events) {
        usage = UsageReading.of(response.path("usage"));
        JsonNode status = response.path("status");
        Ending ending = Ending.of(status.isTextual() ? status
                : Json.object().textNode(type.substring(type.indexOf('.') + 1)), response.path("incomplete_details"));
        if (type.equals(EventWords.FAILED) || ending.status().equals("failed")) {
            throw new FailureException(ErrorBody.of(response).failure(0));
        }
        assembly.end(response, events);
        FinishReason reason = ending.finish(assembly.called());
        finish = Optional.of(reason);
        ended = true;
        events.add(new StreamEvent.Finished(0, reason, ending.word()));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
    }

    private Piece whole(Frame frame) {
        Outline outline = parsed(() -> Outline.of(Responses.NAME, frame.data()));
        JsonNode status = outline.node("status").orElseGet(() -> Json.object().nullNode());
        Optional<JsonNode> error = outline.node("error");
        usage = outline.node("usage").map(UsageReading::of).orElse(Usage.NONE);
        if (error.isPresent() || status.asText().equals("failed") || !outline.has("output")) {
            JsonNode tree = outline.tree();
            boolean told = status.asText().equals("failed") || ErrorBody.isError(tree);
            throw told ? new FailureException(ErrorBody.of(tree).failure(0))
                    : refuse(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no output");
        }
        Ending ending = Ending.of(status.isTextual() ? status : Json.object().textNode("completed"),
                outline.node("incomplete_details").orElseGet(Json::object));
        FinishReason reason = ending.finish(marks.read(frame.data()).calls());
        finish = ending.running() ? Optional.empty() : Optional.of(reason);
        ended = true;
        return Piece.framed(Responses.NAME, frame, () -> wholly(outline, ending, reason, usage));
    }

    private static List<StreamEvent> wholly(Outline outline, Ending ending, FinishReason reason, Usage usage) {
        List<StreamEvent> events = new ArrayList<>();
        try {
            new Assembly().end(outline.tree(), events);
        } catch (FailureException absurd) {
            return List.of(new StreamEvent.Failed(absurd.failure()));
        }
        if (!ending.running()) {
            events.add(new StreamEvent.Finished(0, reason, ending.word()));
        }
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    private Piece guarded(Supplier<Piece> reading) {
        try {
            return reading.get();
        } catch (FailureException expected) {
            broken = true;
            Failure failure = expected.failure();
            return Piece.failed(provider.map(failure::by).orElse(failure));
        }
    }

    private static <T> T parsed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (FailureException notJson) {
            throw garbage(notJson);
        }
    }

    private static FailureException garbage(FailureException notJson) {
        return refuse(ErrorCode.PROVIDER_GARBAGE,
                "the provider sent something that is not its protocol: " + notJson.getMessage());
    }

    private static FailureException refuse(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message));
    }
}
