package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Pictures in an answer. */
final class Pictures {
    private Pictures() {
    }

    /** The item that shows a picture; empty for other media, for which there is no item. */
    static Optional<ObjectNode> write(StreamEvent.MediaProduced made) {
        if (made.media() instanceof Media.Bytes(String type, byte[] data) && type.startsWith("image/")) {
            return Optional.of(Json.object().put("id", Answer.newId("ig")).put("type", "image_generation_call")
                    .put("status", "completed").put("output_format", type.substring("image/".length()))
                    .put("result", Base64.getEncoder().encodeToString(data)));
        }
        return Optional.empty();
    }
}
