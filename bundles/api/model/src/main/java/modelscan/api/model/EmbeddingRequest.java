package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Texts to be turned into vectors.
 *
 * @param model the model's name as the caller wrote it
 * @param inputs the texts
 * @param dimensions the length of the vectors, where the model lets one choose
 * @param purpose what they are for, such as {@code query} or {@code document}
 * @param extra fields without a neutral word
 */
public record EmbeddingRequest(String model, List<String> inputs, Optional<Integer> dimensions, Optional<String> purpose,
        ObjectNode extra) implements Request {
    public EmbeddingRequest {
        Objects.requireNonNull(model, "model");
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(dimensions, "dimensions");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(extra, "extra");
    }
}
