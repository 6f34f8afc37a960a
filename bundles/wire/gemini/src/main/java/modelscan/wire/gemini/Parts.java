package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Events as parts of an answer. */
final class Parts {
    private Parts() {
    }

    /** Text. */
    static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }

    /** A thought; what its vendor needs to take it back goes beside the text, or stands alone. */
    static ObjectNode thought(StreamEvent.ThinkingDelta thought) {
        ObjectNode part = text(thought.text());
        if (!thought.text().isEmpty() || thought.sealedText().isPresent()) {
            part.put("thought", true);
        }
        thought.signature().ifPresent(seal -> part.put("thoughtSignature", Seals.signed(seal)));
        thought.sealedText().ifPresent(seal -> part.put("thoughtSignature", Seals.sealed(seal)));
        return part;
    }
}
