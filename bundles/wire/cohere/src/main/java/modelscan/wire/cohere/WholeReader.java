package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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

/** Reads an answer that only comes whole: vectors or relevance. */
final class WholeReader implements Back.Reader {
    private final Optional<String> provider;
    private final BiConsumer<JsonNode, List<StreamEvent>> results;
    private Usage usage = Usage.NONE;
    private boolean over;
    private boolean complete;

    private WholeReader(Optional<String> provider, BiConsumer<JsonNode, List<StreamEvent>> results) {
        this.provider = provider;
        this.results = results;
    }

    /** A reader of vectors. */
    static Back.Reader vectors(Optional<String> provider) {
        return new WholeReader(provider, WholeReader::embedded);
    }

    /** A reader of relevances. */
    static Back.Reader ranks(Optional<String> provider) {
        return new WholeReader(provider, WholeReader::ranked);
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (over || frame.data().length == 0) {
            return Optional.empty();
        }
        over = true;
        List<StreamEvent> events = new ArrayList<>();
        try {
            read(parsed(frame), events);
        } catch (FailureException expected) {
            Failure failure = expected.failure();
            return Optional.of(Piece.failed(provider.map(failure::by).orElse(failure)));
        }
        complete = true;
        return Optional.of(Piece.of(events));
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

    private static JsonNode parsed(Frame frame) {
        try {
            return Json.read(frame.data());
        } catch (FailureException notJson) {
            throw garbage("something that is not its protocol: " + notJson.getMessage());
        }
    }

    private void read(JsonNode answer, List<StreamEvent> events) {
        if (answer.path("message").isTextual() || answer.has("error")) {
            throw new FailureException(ErrorReading.failure(0, ErrorBody.of(answer)));
        }
        events.add(new StreamEvent.Started(answer.path("id").asText(""), ""));
        results.accept(answer, events);
        usage = Counts.read(answer.path("meta"));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
    }

    private static void embedded(JsonNode answer, List<StreamEvent> events) {
        JsonNode embeddings = answer.path("embeddings");
        JsonNode vectors = embeddings.isArray() ? embeddings : embeddings.path("float");
        if (!vectors.isArray()) {
            throw garbage("an answer without vectors");
        }
        int index = 0;
        for (JsonNode vector : vectors) {
            float[] values = new float[vector.size()];
            for (int at = 0; at < values.length; at++) {
                values[at] = number(vector.path(at)).floatValue();
            }
            events.add(new StreamEvent.Embedded(index++, values));
        }
    }

    private static void ranked(JsonNode answer, List<StreamEvent> events) {
        if (!answer.path("results").isArray()) {
            throw garbage("an answer without results");
        }
        for (JsonNode result : answer.path("results")) {
            int index = result.path("index").asInt(-1);
            if (index < 0) {
                throw garbage("a result that names no document");
            }
            events.add(new StreamEvent.Ranked(index, number(result.path("relevance_score")).doubleValue()));
        }
    }

    private static JsonNode number(JsonNode node) {
        if (!node.isNumber()) {
            throw garbage("something where a number belongs");
        }
        return node;
    }

    private static FailureException garbage(String what) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider sent " + what));
    }
}
