package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** One choice of an answer, collected from its events. */
final class Collected {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final ArrayNode thinkingDetails = Json.array();
    private final ArrayNode images = Json.array();
    private final SortedMap<Integer, Call> calls = new TreeMap<>();
    private Optional<JsonNode> audio = Optional.empty();
    private boolean spoke;
    private Optional<FinishReason> finish = Optional.empty();

    private record Call(String id, String name, StringBuilder arguments) {
    }

    void text(String more) {
        spoke = true;
        text.append(more);
    }

    void refusal(String more) {
        refusal.append(more);
    }

    void thinking(StreamEvent.ThinkingDelta thought) {
        thinking.append(thought.text());
        Deltas.thinking(thought).path("reasoning_details").forEach(thinkingDetails::add);
    }

    void call(StreamEvent.ToolCallStarted call) {
        calls.put(call.position(), new Call(call.id(), call.name(), new StringBuilder()));
    }

    void arguments(StreamEvent.ToolCallDelta more) {
        Call call = calls.get(more.position());
        if (call != null) {
            call.arguments.append(more.arguments());
        }
    }

    void media(StreamEvent.MediaProduced produced) {
        ObjectNode delta = Deltas.media(produced.media(), produced.note());
        delta.path("images").forEach(images::add);
        audio = Optional.<JsonNode>ofNullable(delta.get("audio")).or(() -> audio);
    }

    void finish(FinishReason reason) {
        finish = Optional.of(reason);
    }

    /** The choice as JSON. */
    ObjectNode json(int index) {
        ObjectNode choice = Json.object().put("index", index);
        choice.set("message", message());
        choice.putNull("logprobs");
        choice.put("finish_reason", finish.map(FinishWords::write).orElse(null));
        return choice;
    }

    private ObjectNode message() {
        boolean wordless = !calls.isEmpty() || !refusal.isEmpty() || audio.isPresent();
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", spoke || !wordless ? text.toString() : null);
        message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
        if (!thinking.isEmpty()) {
            message.put("reasoning_content", thinking.toString());
        }
        if (!thinkingDetails.isEmpty()) {
            message.set("reasoning_details", thinkingDetails);
        }
        if (!images.isEmpty()) {
            message.set("images", images);
        }
        audio.ifPresent(sound -> message.set("audio", sound));
        if (!calls.isEmpty()) {
            ArrayNode list = message.putArray("tool_calls");
            calls.values().forEach(call -> list.addObject().put("id", call.id).put("type", "function")
                    .putObject("function").put("name", call.name).put("arguments", call.arguments.toString()));
        }
        return message;
    }
}
