package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture to be made or changed.
 *
 * @param model the model's name as the caller wrote it
 * @param prompt what it shall show
 * @param sources pictures to start from; empty for a new one
 * @param size such as {@code 1024x1024}
 * @param count how many
 * @param extra fields without a neutral word
 */
public record ImageRequest(String model, String prompt, List<Media> sources, Optional<String> size,
        Optional<Integer> count, ObjectNode extra) implements Request {
    public ImageRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompt, "prompt");
        sources = List.copyOf(sources);
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(count, "count");
        Objects.requireNonNull(extra, "extra");
    }
}
