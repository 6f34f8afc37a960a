package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** A neutral request as JSON, the reverse of {@link RequestReader}. */
final class RequestWriting {
    private static final int LITTLE_THINKING = 2048;
    private static final int SOME_THINKING = 16384;

    private final ChatRequest request;
    private final Losses losses;
    private final boolean thinks;
    private final JsonNode notes;
    private final boolean own;

    /** {@code thinks} says whether the model may be asked for its sealed thoughts. */
    RequestWriting(ChatRequest request, Losses losses, boolean thinks) {
        this.request = request;
        this.losses = losses;
        this.thinks = thinks;
        notes = request.extra().path(Responses.NOTES);
        own = notes.isObject();
    }

    /** Writes the request for a model. */
    ObjectNode write(String model, boolean stream) {
        ObjectNode json = Json.object().put("model", model);
        new InputWriting(losses).write(request.messages(), json);
        ToolsWriting.write(request.tools(), notes, json);
        format(json);
        sampling(request.sampling(), json);
        reasoning(json);
        if (stream) {
            json.put("stream", true);
        }
        if (own) {
            restore(json);
        } else {
            losses.strange(request.extra(), Responses.NAME);
            // The gateway holds the conversation itself; the thoughts must come along with it.
            json.put("store", false);
            if (thinks) {
                json.putArray("include").add("reasoning.encrypted_content");
            }
        }
        return json;
    }

    private void restore(ObjectNode json) {
        for (Map.Entry<String, JsonNode> note : notes.properties()) {
            if (!json.has(note.getKey()) && RequestReader.whole(note.getKey())) {
                json.set(note.getKey(), note.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> other : request.extra().properties()) {
            String key = other.getKey().startsWith(RequestReader.NEEDED) ? other.getKey().substring(1) : other.getKey();
            // Null is the mark of something that is restored where it stands.
            if (other.getValue().isNull() || key.startsWith("~")) {
                continue;
            }
            if (key.startsWith("text.")) {
                json.withObject("/text").set(key.substring(5), other.getValue());
            } else if (!json.has(key)) {
                json.set(key, other.getValue());
            }
        }
    }

    private void format(ObjectNode json) {
        JsonNode noted = notes.path("text.format");
        if (noted.isObject() && Formats.read(Optional.of(Place.root(noted))).equals(request.format())) {
            json.withObject("/text").set("format", noted);
        } else {
            Formats.write(request.format()).ifPresent(format -> json.withObject("/text").set("format", format));
        }
    }

    private void sampling(Sampling sampling, ObjectNode json) {
        sampling.temperature().ifPresent(value -> json.set("temperature", number(value)));
        sampling.topP().ifPresent(value -> json.set("top_p", number(value)));
        sampling.maximumOutput().ifPresent(value -> json.put("max_output_tokens", value));
        lost(sampling.topK().isPresent(), "top_k");
        lost(!sampling.stop().isEmpty(), "stop");
        lost(sampling.seed().isPresent(), "seed");
        lost(sampling.frequencyPenalty().isPresent(), "frequency_penalty");
        lost(sampling.presencePenalty().isPresent(), "presence_penalty");
        if (sampling.choices().orElse(1) > 1) {
            losses.add("n", "an answer has one choice in the dialect responses");
        }
    }

    private void lost(boolean set, String field) {
        if (set) {
            losses.add(field, "unknown in the dialect responses");
        }
    }

    private void reasoning(ObjectNode json) {
        JsonNode noted = notes.path("reasoning");
        if (noted.isObject()
                && RequestReader.reasoning(Place.root(Json.object().set("reasoning", noted))).equals(request.reasoning())) {
            json.set("reasoning", noted);
        } else {
            request.reasoning().flatMap(RequestWriting::effort)
                    .ifPresent(effort -> json.putObject("reasoning").put("effort", effort).put("summary", "auto"));
        }
    }

    // A budget in tokens is said in words of effort, the only ones this protocol has.
    private static Optional<String> effort(Reasoning reasoning) {
        return reasoning.effort().or(() -> reasoning.budget().map(budget ->
                budget <= LITTLE_THINKING ? "low" : budget <= SOME_THINKING ? "medium" : "high"));
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        ObjectNode holder = Json.object();
        return whole ? holder.put("n", (long) value).get("n") : holder.put("n", value).get("n");
    }
}
