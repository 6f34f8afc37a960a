package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;

/** Spoken answers; the format is the one asked for, the events do not repeat it. */
final class Sounds {
    private static final String TYPE = "audio/*";

    private Sounds() {
    }

    /** More of the sound. */
    static void bytes(JsonNode base64, List<StreamEvent> events) {
        try {
            byte[] data = Base64.getDecoder().decode(base64.asText(""));
            events.add(new StreamEvent.MediaProduced(0, new Media.Bytes(TYPE, data), Optional.empty()));
        } catch (IllegalArgumentException notBase64) {
            // A step of a sound that nobody can hear is left out; the transcript says the same.
            return;
        }
    }

    /** More of its words. */
    static void words(JsonNode text, List<StreamEvent> events) {
        events.add(new StreamEvent.MediaProduced(0, new Media.Bytes(TYPE, new byte[0]), Optional.of(text.asText(""))));
    }
}
