package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * A sound to be written down.
 *
 * @param model the model's name as the caller wrote it
 * @param sound the sound
 * @param language the language spoken, if known
 * @param translate whether to write it down in English
 * @param extra fields without a neutral word
 */
public record TranscriptionRequest(String model, Media sound, Optional<String> language, boolean translate,
        ObjectNode extra) implements Request {
    public TranscriptionRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(sound, "sound");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(extra, "extra");
    }
}
