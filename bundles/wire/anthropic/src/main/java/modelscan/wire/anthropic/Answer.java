package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import modelscan.api.gateway.Frame;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What an answer says of itself: id, model, why it ended, and what it used. */
final class Answer {
    private String id = "";
    private String model;
    private FinishReason reason = FinishReason.STOP;
    private String word = "";
    private Usage usage = Usage.NONE;

    Answer(String model) {
        this.model = model;
    }

    /** Takes over what the provider says of itself. */
    void begin(StreamEvent.Started started) {
        if (id.isEmpty()) {
            id = started.id();
            model = started.model().isEmpty() ? model : started.model();
        }
    }

    /** Takes over why it ended. */
    void finish(FinishReason reason, String word) {
        this.reason = reason;
        this.word = word;
    }

    /** Takes over what was used; a later word counts. */
    void use(Usage usage) {
        this.usage = usage;
    }

    /** Takes over what was used unless as much is known already. */
    void useAtLeast(Usage known) {
        if (known.amounts().size() > usage.amounts().size()) {
            usage = known;
        }
    }

    /** The event with which it begins. */
    Frame start() {
        ObjectNode event = typed("message_start");
        ObjectNode message = head();
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", UsageReading.write(usage));
        event.set("message", message);
        return frame(event);
    }

    /** The event that says why it ended. */
    Frame delta() {
        ObjectNode event = typed("message_delta");
        event.putObject("delta").put("stop_reason", FinishWords.write(reason, word)).putNull("stop_sequence");
        event.set("usage", UsageReading.write(usage));
        return frame(event);
    }

    /** The last event. */
    static Frame stop() {
        return frame(typed("message_stop"));
    }

    /** The whole answer. */
    ObjectNode whole(ArrayNode content) {
        ObjectNode message = head();
        message.set("content", content);
        message.put("stop_reason", FinishWords.write(reason, word)).putNull("stop_sequence");
        message.set("usage", UsageReading.write(usage));
        return message;
    }

    /** An event of a stream, named after its type. */
    static Frame frame(ObjectNode event) {
        return new Frame(event.path("type").asText(), Json.write(event), false);
    }

    /** The begin of an event. */
    static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private ObjectNode head() {
        if (id.isEmpty()) {
            id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        }
        return Json.object().put("id", id).put("type", "message").put("role", "assistant").put("model", model);
    }
}
