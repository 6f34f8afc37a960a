package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What all messages of one answer have in common: id and model. */
final class Answer {
    private String id = "";
    private String model;

    Answer(String model) {
        this.model = model;
    }

    /** Takes over what the provider says of itself, unless something was written already. */
    void begin(StreamEvent.Started started) {
        if (id.isEmpty()) {
            id = started.id();
            model = started.model().isEmpty() ? model : started.model();
        }
    }

    /** A message with these candidates. */
    ObjectNode message(ArrayNode candidates, Usage usage) {
        ObjectNode message = Json.object();
        if (!candidates.isEmpty()) {
            message.set("candidates", candidates);
        }
        if (!usage.unknown()) {
            message.set("usageMetadata", UsageWords.write(usage));
        }
        id = id.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : id;
        return message.put("modelVersion", model).put("responseId", id);
    }

    /** A message with one part of one candidate. */
    ObjectNode step(int candidate, ObjectNode part) {
        ArrayNode candidates = Json.array();
        ObjectNode only = candidates.addObject();
        only.putObject("content").put("role", "model").putArray("parts").add(part);
        only.put("index", candidate);
        return message(candidates, Usage.NONE);
    }
}
