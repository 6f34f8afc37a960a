package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.EmbeddingRequest;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The two ways of asking for vectors: for many texts, and the older one for a single prompt. */
enum Vectors {
    /** Many texts, or one. */
    MANY(Ollama.NAME, "/api/embed", "input"),
    /** A single prompt. */
    ONE(Ollama.NAME + "-embeddings", "/api/embeddings", "prompt");

    private static final Set<String> KNOWN = Set.of("model", "input", "prompt", "dimensions");

    private final String label;
    private final String path;
    private final String inputWord;

    Vectors(String label, String path, String inputWord) {
        this.label = label;
        this.path = path;
        this.inputWord = inputWord;
    }

    /** The dialect its originals and frames are of. */
    String label() {
        return label;
    }

    /** Its address. */
    String path() {
        return path;
    }

    /** A request in neutral words. */
    EmbeddingRequest read(Place request) {
        ObjectNode extra = request.object().others(KNOWN).put(RequestReader.MARK, label);
        Place input = request.wanted(inputWord);
        List<String> inputs = input.node().isTextual() ? List.of(input.text())
                : input.elements().stream().map(Place::text).toList();
        Optional<Integer> dimensions = request.member("dimensions").map(place -> Math.toIntExact(
                Math.clamp(place.longCount(), 0, Integer.MAX_VALUE))).filter(count -> count > 0);
        return new EmbeddingRequest(request.wanted("model").text(), inputs, dimensions, Optional.empty(), extra);
    }

    /** Puts vectors into an answer. */
    void put(Collection<float[]> vectors, ObjectNode answer) {
        if (this == MANY) {
            ArrayNode list = answer.putArray("embeddings");
            vectors.forEach(vector -> list.add(numbers(vector)));
        } else {
            answer.set("embedding", vectors.stream().findFirst().map(Vectors::numbers).orElseGet(Json::array));
        }
    }

    private static ArrayNode numbers(float[] vector) {
        ArrayNode numbers = Json.array();
        for (float number : vector) {
            numbers.add(number);
        }
        return numbers;
    }
}
