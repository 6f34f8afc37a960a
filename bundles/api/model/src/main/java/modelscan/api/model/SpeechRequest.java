package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A text to be spoken.
 *
 * @param model the model's name as the caller wrote it
 * @param text the words
 * @param voice the voice's name at the provider
 * @param format such as {@code mp3}
 * @param speed 1 is normal
 * @param extra fields without a neutral word
 */
public record SpeechRequest(String model, String text, Optional<String> voice, Optional<String> format,
        Optional<Double> speed, ObjectNode extra) implements Request {
    public SpeechRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(extra, "extra");
    }
}
