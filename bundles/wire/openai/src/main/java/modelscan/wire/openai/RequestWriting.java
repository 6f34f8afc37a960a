package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** A neutral request as JSON, the reverse of {@link RequestReader}. */
final class RequestWriting {
    private static final Set<String> WRITTEN = Set.of("tool_choice", "response_format");
    private static final int LITTLE_THINKING = 2048;
    private static final int SOME_THINKING = 16384;

    private RequestWriting() {
    }

    /** Writes a request for a model; what cannot be said is added to the losses. */
    static ObjectNode write(ChatRequest request, String model, boolean stream, Losses losses) {
        boolean own = Notes.own(request.extra());
        ObjectNode json = Json.object().put("model", model);
        ArrayNode messages = json.putArray("messages");
        // Behind this protocol Gemini wants its signatures back; others refuse a member they do not know.
        new MessageWriting(messages, losses, model.contains("gemini")).write(request.messages());
        ToolsWriting.write(request.tools(), request.extra(), json);
        format(request, json);
        sampling(request.sampling(), Notes.of(request.extra()), json, losses);
        request.reasoning().flatMap(RequestWriting::effort).ifPresent(effort -> json.put("reasoning_effort", effort));
        if (stream) {
            json.put("stream", true);
        }
        if (own) {
            Notes.restore(request.extra(), WRITTEN, json);
        } else {
            losses.strange(request.extra(), OpenAi.NAME);
        }
        return json;
    }

    private static void format(ChatRequest request, ObjectNode json) {
        JsonNode noted = Notes.of(request.extra()).get("response_format");
        JsonNode original = noted != null || !Notes.own(request.extra()) ? noted : request.extra().get("response_format");
        if (original != null && Formats.read(Optional.of(Place.root(original))).equals(request.format())) {
            json.set("response_format", original);
        } else {
            Formats.write(request.format()).ifPresent(format -> json.set("response_format", format));
        }
    }

    private static void sampling(Sampling sampling, JsonNode notes, ObjectNode json, Losses losses) {
        sampling.temperature().ifPresent(value -> json.set("temperature", number(value)));
        sampling.topP().ifPresent(value -> json.set("top_p", number(value)));
        // The word is not OpenAI's own: only those who wrote it themselves get it.
        sampling.topK().ifPresent(value -> {
            if (notes.has("top_k")) {
                json.put("top_k", value);
            } else {
                losses.add("top_k", "OpenAI's protocol has no such setting");
            }
        });
        sampling.maximumOutput().ifPresent(value ->
                json.put(notes.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens", value));
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
        sampling.seed().ifPresent(value -> json.put("seed", value));
        sampling.frequencyPenalty().ifPresent(value -> json.set("frequency_penalty", number(value)));
        sampling.presencePenalty().ifPresent(value -> json.set("presence_penalty", number(value)));
        sampling.choices().ifPresent(value -> json.put("n", value));
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        ObjectNode holder = Json.object();
        return whole ? holder.put("n", (long) value).get("n") : holder.put("n", value).get("n");
    }

    // A budget in tokens is said in words of effort, the only ones this protocol has.
    private static Optional<String> effort(Reasoning reasoning) {
        return reasoning.effort().or(() -> reasoning.budget().map(budget ->
                budget <= LITTLE_THINKING ? "low" : budget <= SOME_THINKING ? "medium" : "high"));
    }
}
