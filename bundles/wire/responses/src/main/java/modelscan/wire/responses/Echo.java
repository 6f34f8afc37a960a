package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;

/** What every response repeats of its request. */
final class Echo {
    private static final List<String> FIELDS = List.of("instructions", "max_output_tokens", "max_tool_calls", "metadata",
            "parallel_tool_calls", "previous_response_id", "prompt_cache_key", "reasoning", "safety_identifier",
            "service_tier", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user");

    private final Inquiry inquiry;
    private Optional<ObjectNode> fields = Optional.empty();

    Echo(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** The model as the caller wrote it. */
    String model() {
        return inquiry.model();
    }

    /** Adds the fields, with OpenAI's defaults for those that were not set. */
    void into(ObjectNode response) {
        if (fields.isEmpty()) {
            fields = Optional.of(read());
        }
        response.setAll(fields.get());
    }

    private ObjectNode read() {
        Function<String, Optional<JsonNode>> asked = asked();
        ObjectNode echo = defaults();
        for (String field : FIELDS) {
            asked.apply(field).ifPresent(value -> echo.set(field, value));
        }
        // Whatever was asked for: the gateway keeps no answers.
        return echo.put("store", false);
    }

    private Function<String, Optional<JsonNode>> asked() {
        Optional<Outline> outline = inquiry.original().filter(original -> original.dialect().equals(Responses.NAME))
                .map(original -> original instanceof Outline known ? known : Outline.of(Responses.NAME, original.bytes()));
        if (outline.isPresent()) {
            return outline.get()::node;
        }
        ObjectNode written = inquiry.request() instanceof ChatRequest chat
                ? new RequestWriting(chat, new Losses(), false).write(inquiry.model(), false) : Json.object();
        return field -> Optional.ofNullable(written.get(field));
    }

    private static ObjectNode defaults() {
        ObjectNode echo = Json.object().putNull("instructions").putNull("max_output_tokens");
        echo.putObject("metadata");
        echo.put("parallel_tool_calls", true).putNull("previous_response_id");
        echo.putObject("reasoning").putNull("effort").putNull("summary");
        echo.putNull("temperature").putObject("text").putObject("format").put("type", "text");
        echo.put("tool_choice", "auto").putArray("tools");
        return echo.putNull("top_p").put("truncation", "disabled");
    }
}
