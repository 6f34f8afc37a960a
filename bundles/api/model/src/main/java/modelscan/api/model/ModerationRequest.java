package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * Content to be judged.
 *
 * @param model the model's name as the caller wrote it
 * @param inputs texts and pictures
 * @param extra fields without a neutral word
 */
public record ModerationRequest(String model, List<Part> inputs, ObjectNode extra) implements Request {
    public ModerationRequest {
        Objects.requireNonNull(model, "model");
        inputs = List.copyOf(inputs);
        Objects.requireNonNull(extra, "extra");
    }
}
