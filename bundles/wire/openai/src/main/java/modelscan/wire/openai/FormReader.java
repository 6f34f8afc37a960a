package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import modelscan.base.wire.ErrorBody;

/** Reads an answer that is one JSON message. */
final class FormReader implements Back.Reader {
    private final Form form;
    private final Optional<String> provider;
    private Usage usage = Usage.NONE;
    private boolean over;
    private boolean complete;

    FormReader(Form form, Optional<String> provider) {
        this.form = form;
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (over || frame.data().length == 0) {
            return Optional.empty();
        }
        over = true;
        try {
            List<StreamEvent> events = events(tree(frame.data()));
            complete = true;
            return Optional.of(Piece.framed(OpenAi.NAME, frame.whole() ? frame : Frame.whole(frame.data()), events));
        } catch (FailureException expected) {
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
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

    private List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.Started(answer.path("id").asText(""), answer.path("model").asText("")));
        events.addAll(form.events(answer));
        usage = form.usage(answer);
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    /** The message of a provider; a failure if it is none, or an error. */
    static JsonNode tree(byte[] data) {
        JsonNode answer;
        try {
            answer = Json.read(data);
        } catch (FailureException notJson) {
            throw garbage("the provider sent something that is not its protocol: " + notJson.getMessage());
        }
        if (ErrorBody.isError(answer) && !answer.has("data") && !answer.has("results")) {
            throw new FailureException(ErrorBody.of(answer).failure(0));
        }
        return answer;
    }

    /** The failure of an answer that is none. */
    static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, why));
    }

    /** A list of an answer; a failure if it is none. */
    static JsonNode list(JsonNode answer, String name, String what) {
        JsonNode list = answer.path(name);
        if (!list.isArray()) {
            throw garbage("the provider's answer has no " + what);
        }
        return list;
    }
}
