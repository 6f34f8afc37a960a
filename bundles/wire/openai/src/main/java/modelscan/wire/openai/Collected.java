package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
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
    private final ArrayNode annotations = Json.array();
    private final ObjectNode logprobs = Json.object();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final StringBuilder transcript = new StringBuilder();
    private boolean sounded;
    private boolean spoke;
    private Optional<FinishReason> finish = Optional.empty();

    private record Call(StreamEvent.ToolCallStarted begun, StringBuilder arguments) {
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
        calls.put(call.position(), new Call(call, new StringBuilder()));
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
        if (produced.media() instanceof Media.Bytes(String _, byte[] data) && delta.has("audio")) {
            sound.writeBytes(data);
            produced.note().ifPresent(transcript::append);
            sounded = true;
        }
    }

    void cited(StreamEvent.Cited cited) {
        annotations.add(Sources.annotation(cited));
    }

    /** What a chunk of a provider of this protocol says of the probability of its words. */
    void logprobs(JsonNode chunk) {
        for (Map.Entry<String, JsonNode> list : chunk.properties()) {
            if (list.getValue().isArray()) {
                logprobs.withArray("/" + list.getKey()).addAll((ArrayNode) list.getValue());
            }
        }
    }

    void finish(FinishReason reason) {
        finish = Optional.of(reason);
    }

    /** The choice as JSON. */
    ObjectNode json(int index) {
        ObjectNode choice = Json.object().put("index", index);
        choice.set("message", message());
        choice.set("logprobs", logprobs.isEmpty() ? null : logprobs);
        choice.put("finish_reason", finish.map(FinishWords::write).orElse(null));
        return choice;
    }

    private ObjectNode message() {
        boolean wordless = !calls.isEmpty() || !refusal.isEmpty() || sounded;
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
        if (sounded) {
            ObjectNode audio = message.putObject("audio").put("data", Base64.getEncoder().encodeToString(sound.toByteArray()));
            audio.put("transcript", transcript.toString());
        }
        if (!annotations.isEmpty()) {
            message.set("annotations", annotations);
        }
        if (!calls.isEmpty()) {
            ArrayNode list = message.putArray("tool_calls");
            calls.values().forEach(call -> {
                ObjectNode json = list.addObject().put("id", call.begun.id()).put("type", "function");
                json.putObject("function").put("name", call.begun.name()).put("arguments", call.arguments.toString());
                CallSeals.written(call.begun.signature(), json);
            });
        }
        return message;
    }
}
