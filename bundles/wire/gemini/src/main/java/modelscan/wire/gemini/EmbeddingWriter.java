package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;

/** Writes vectors in the form that was asked for. */
final class EmbeddingWriter implements Front.Writer {
    private final Method method;
    private final SortedMap<Integer, float[]> vectors = new TreeMap<>();
    private Usage usage = Usage.NONE;
    private boolean done;

    EmbeddingWriter(Method method) {
        this.method = method;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (done) {
            return List.of();
        }
        Optional<Frame> frame = piece.frame(Gemini.NAME).filter(this::fits);
        if (frame.isPresent()) {
            done = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure failure)) {
                return ended(ErrorWriting.bytes(failure));
            }
            if (event instanceof StreamEvent.Embedded(int index, float[] values)) {
                vectors.put(index, values);
            } else if (event instanceof StreamEvent.UsageReported(Usage told)) {
                usage = told;
            }
        }
        return List.of();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (done) {
            return List.of();
        }
        if (receipt.failure().isPresent()) {
            return ended(ErrorWriting.bytes(receipt.failure().get()));
        }
        ObjectNode body = Json.object();
        if (method == Method.EMBED) {
            body.set("embedding", vector(vectors.isEmpty() ? new float[0] : vectors.firstEntry().getValue()));
        } else {
            ArrayNode list = body.putArray("embeddings");
            vectors.values().forEach(values -> list.add(vector(values)));
        }
        Usage total = usage.unknown() ? receipt.usage() : usage;
        if (!total.unknown()) {
            body.set("usageMetadata", UsageWords.write(total));
        }
        return ended(Json.write(body));
    }

    private boolean fits(Frame frame) {
        try {
            return Outline.of(Gemini.NAME, frame.data()).has(method == Method.EMBED ? "embedding" : "embeddings");
        } catch (FailureException noObject) {
            return false;
        }
    }

    private static ObjectNode vector(float[] values) {
        ObjectNode vector = Json.object();
        ArrayNode list = vector.putArray("values");
        for (float value : values) {
            list.add(value);
        }
        return vector;
    }

    private List<Frame> ended(byte[] body) {
        done = true;
        return List.of(Frame.whole(body));
    }
}
