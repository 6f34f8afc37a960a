package modelscan.wire.gemini;

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

/** Reads vectors, one or several; they are few and large, so they are read at once. */
final class EmbeddingReader implements Back.Reader {
    private final Optional<String> provider;
    private Usage usage = Usage.NONE;
    private boolean complete;

    EmbeddingReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (complete) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer(frame, parsed(frame)));
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

    private Piece answer(Frame frame, JsonNode tree) {
        if (tree.path("error").isContainerNode() || tree.path(0).has("error")) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(tree)));
        }
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.Started("", ""));
        if (tree.path("embedding").isObject()) {
            events.add(vector(0, tree.get("embedding")));
        }
        int index = 0;
        for (JsonNode each : tree.path("embeddings")) {
            events.add(vector(index++, each));
        }
        if (events.size() == 1) {
            throw garbage("it has no vectors");
        }
        usage = UsageWords.read(tree.path("usageMetadata"));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        complete = true;
        return Piece.framed(Gemini.NAME, frame, events);
    }

    private static StreamEvent vector(int index, JsonNode embedding) {
        JsonNode values = embedding.path("values");
        float[] vector = new float[values.size()];
        for (int at = 0; at < vector.length; at++) {
            if (!values.get(at).isNumber()) {
                throw garbage("a vector has something that is no number");
            }
            vector[at] = values.get(at).floatValue();
        }
        return new StreamEvent.Embedded(index, vector);
    }

    private static JsonNode parsed(Frame frame) {
        try {
            return Json.read(frame.data());
        } catch (FailureException notJson) {
            throw garbage(notJson.getMessage());
        }
    }

    private static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                "the provider sent something that is not its protocol: " + why));
    }
}
