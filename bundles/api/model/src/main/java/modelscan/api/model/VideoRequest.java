package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A film to be made; the answer is a job.
 *
 * @param model the model's name as the caller wrote it
 * @param prompt what it shall show
 * @param sources pictures or films to start from
 * @param length how long it shall be
 * @param size such as {@code 1280x720}
 * @param extra fields without a neutral word
 */
public record VideoRequest(String model, String prompt, List<Media> sources, Optional<Duration> length,
        Optional<String> size, ObjectNode extra) implements Request {
    public VideoRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompt, "prompt");
        sources = List.copyOf(sources);
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(extra, "extra");
    }
}
