package modelscan.wire.ollama;

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

/** Reads an answer of vectors, which comes whole. */
final class EmbedReader implements Back.Reader {
    private final Optional<String> provider;
    private Usage usage = Usage.NONE;
    private boolean over;
    private boolean complete;

    EmbedReader(Optional<String> provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (over || frame.data().length == 0) {
            return Optional.empty();
        }
        over = true;
        try {
            List<StreamEvent> events = events(frame);
            complete = true;
            return Optional.of(Piece.framed(Vectors.MANY.label(), new Frame("", frame.data(), true), events));
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
        return Optional.empty();
    }

    private List<StreamEvent> events(Frame frame) {
        JsonNode answer = AnswerReader.parsed(() -> Json.read(frame.data()));
        if (ErrorReading.isError(answer)) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(answer)));
        }
        if (!answer.path("embeddings").isArray()) {
            throw garbage("the provider's answer has no vectors");
        }
        List<StreamEvent> events = new ArrayList<>(answer.path("embeddings").size() + 2);
        events.add(new StreamEvent.Started("", answer.path("model").asText("")));
        int index = 0;
        for (JsonNode vector : answer.path("embeddings")) {
            events.add(new StreamEvent.Embedded(index++, values(vector)));
        }
        usage = Counts.read(answer);
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    private static float[] values(JsonNode vector) {
        if (!vector.isArray()) {
            throw garbage("a vector of the provider is no list");
        }
        float[] values = new float[vector.size()];
        for (int at = 0; at < values.length; at++) {
            if (!vector.get(at).isNumber()) {
                throw garbage("a vector of the provider holds something that is no number");
            }
            values[at] = vector.get(at).floatValue();
        }
        return values;
    }

    private static FailureException garbage(String why) {
        return AnswerReader.refuse(ErrorCode.PROVIDER_GARBAGE, why);
    }
}
