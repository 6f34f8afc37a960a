package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.Request;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;

/** A conversation as {@code /v2/chat} takes it. */
final class ChatWriting {
    private static final Set<String> OWN_WORDS = Set.of("documents", "citation_options", "safety_mode", "priority");

    private ChatWriting() {
    }

    /** Writes a request, but not the name of the model. */
    static ObjectNode order(Request request, boolean stream, Losses losses) {
        if (!(request instanceof ChatRequest chat)) {
            throw new IllegalStateException("a " + request.operation().word() + " request is not a chat");
        }
        ObjectNode json = Json.object();
        json.set("messages", new MessageWriting(losses).write(chat.messages()));
        ToolsWriting.write(chat.tools(), json, losses);
        sampling(chat.sampling(), json, losses);
        format(chat.format(), json);
        chat.reasoning().ifPresent(reasoning -> json.set("thinking", thinking(reasoning)));
        json.put("stream", stream);
        Strange.fields(chat.extra(), OWN_WORDS, json, losses);
        return json;
    }

    private static void sampling(Sampling sampling, ObjectNode json, Losses losses) {
        sampling.maximumOutput().ifPresent(value -> json.put("max_tokens", value));
        sampling.temperature().ifPresent(value -> json.set("temperature", number(value)));
        sampling.topP().ifPresent(value -> json.set("p", number(value)));
        sampling.topK().ifPresent(value -> json.put("k", value));
        sampling.seed().ifPresent(value -> json.put("seed", value));
        sampling.frequencyPenalty().ifPresent(value -> json.set("frequency_penalty", number(value)));
        sampling.presencePenalty().ifPresent(value -> json.set("presence_penalty", number(value)));
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = json.putArray("stop_sequences");
            sampling.stop().forEach(stop::add);
        }
        sampling.choices().filter(choices -> choices > 1).ifPresent(_ -> losses.add("n", "Cohere gives one answer"));
    }

    private static void format(ResponseFormat format, ObjectNode json) {
        switch (format) {
            case ResponseFormat.Text() -> { }
            case ResponseFormat.Json() -> json.putObject("response_format").put("type", "json_object");
            case ResponseFormat.Schema(String _, JsonNode schema, Optional<Boolean> _) ->
                    json.putObject("response_format").put("type", "json_object").set("json_schema", schema);
        }
    }

    // Efforts have no word here: they are said in tokens, the highest without a bound.
    private static ObjectNode thinking(Reasoning reasoning) {
        int budget = reasoning.budget().orElseGet(() -> switch (reasoning.effort().orElse("high")) {
            case "none", "off", "disabled" -> 0;
            case "minimal" -> 512;
            case "low" -> 2048;
            case "medium" -> 8192;
            default -> Integer.MAX_VALUE;
        });
        ObjectNode thinking = Json.object().put("type", budget <= 0 ? "disabled" : "enabled");
        return budget <= 0 || budget == Integer.MAX_VALUE ? thinking : thinking.put("token_budget", budget);
    }

    private static JsonNode number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
    }
}
