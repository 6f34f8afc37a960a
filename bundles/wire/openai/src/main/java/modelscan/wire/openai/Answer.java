package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.UUID;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What all messages of one answer have in common: id, time and model. */
final class Answer {
    private final long created;
    private String id = "";
    private String model;

    Answer(String model, InstantSource clock) {
        this.model = model;
        this.created = clock.instant().getEpochSecond();
    }

    /** Takes over what the provider says of itself, unless something was written already. */
    void begin(StreamEvent.Started started) {
        if (id.isEmpty()) {
            id = started.id();
            model = started.model().isEmpty() ? model : started.model();
        }
    }

    /** The id, fixed from now on. */
    String id() {
        if (id.isEmpty()) {
            id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
        }
        return id;
    }

    /** A chunk with one choice. */
    ObjectNode chunk(int choice, JsonNode delta, String finish) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode only = chunk.putArray("choices").addObject().put("index", choice);
        only.set("delta", delta);
        only.put("finish_reason", finish);
        return chunk;
    }

    /** The chunk behind the last choice that tells of usage. */
    ObjectNode usage(Usage usage) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", UsageReading.write(usage));
        return chunk;
    }

    /** A whole answer. */
    ObjectNode whole(ArrayNode choices, Usage usage) {
        ObjectNode whole = head("chat.completion");
        whole.set("choices", choices);
        if (!usage.unknown()) {
            whole.set("usage", UsageReading.write(usage));
        }
        return whole;
    }

    private ObjectNode head(String object) {
        return Json.object().put("id", id()).put("object", object).put("created", created).put("model", model);
    }
}
