package modelscan.wire.jsonlines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/**
 * One line in any of the usual shapes.
 *
 * <p>{@code {"type":"text","text":…}}, {@code {"delta":…}}, {@code {"content":…}}, a message with a role, {@code {"error":…}},
 * {@code {"usage":…}}, {@code {"type":"done"}}.
 */
record Line(JsonNode json) {
    private static final Set<String> THINKING = Set.of("thinking", "reasoning", "thought", "thinking_delta");
    private static final Set<String> ENDS = Set.of("done", "end", "result", "complete", "completed", "finish", "message_stop");
    private static final Set<String> SILENT = Set.of("user", "system", "tool", "tool_result", "tool_use", "tool_call",
            "input", "log", "debug", "status", "warning", "init");
    private static final List<String> WORDS = List.of("text", "delta", "content", "response", "output", "message", "result");

    /** The tool's name of the conversation. */
    Optional<String> session() {
        return first("session_id", "sessionId", "sessionID", "thread_id", "conversation_id", "session");
    }

    /** The model that answers; empty if the line does not say. */
    String model() {
        return json.path("model").asText("");
    }

    /** What went wrong, if this line says that something did. */
    Optional<String> error() {
        JsonNode error = json.path("error");
        if (error.isTextual() && !error.textValue().isBlank()) {
            return Optional.of(error.textValue());
        }
        if (error.isObject()) {
            return Optional.of(error.path("message").asText(error.path("data").path("message").asText(error.toString())));
        }
        return type().equals("error") || json.path("is_error").asBoolean()
                ? Optional.of(first("message", "text", "content", "result").orElse("")) : Optional.empty();
    }

    /** The HTTP status that the error tells, or 0. */
    int status() {
        int status = json.path("error").path("status").asInt(json.path("status").asInt());
        return status == 0 ? json.path("error").path("code").asInt() : status;
    }

    /** What it says. */
    String text() {
        if (silent() || THINKING.contains(type())) {
            return "";
        }
        for (String word : WORDS) {
            String found = words(json.path(word));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** What it thinks, and the tools it runs by itself. */
    String thought() {
        if (silent()) {
            return "";
        }
        StringBuilder thought = new StringBuilder();
        if (THINKING.contains(type())) {
            thought.append(first("text", "thinking", "delta", "content").orElse(""));
        } else {
            thought.append(first("reasoning_content", "thinking", "reasoning").orElse(""));
        }
        for (JsonNode call : json.path("tool_calls")) {
            JsonNode function = call.path("function");
            thought.append("[").append(function.path("name").asText()).append(' ')
                    .append(function.path("arguments").asText()).append("]\n");
        }
        return thought.toString();
    }

    /** Whether this is a whole message and no step of one. */
    boolean message() {
        return json.has("role") && !json.has("delta");
    }

    /** Whether this line sums up what came before. */
    boolean last() {
        return ENDS.contains(type());
    }

    /** The word with which it ends, if it does. */
    Optional<String> finish() {
        Optional<String> told = first("finish_reason", "stop_reason", "reason");
        if (last()) {
            return Optional.of(told.orElse(type()));
        }
        if (json.path("done").isBoolean()) {
            return json.path("done").booleanValue() ? Optional.of(told.orElse("done")) : Optional.empty();
        }
        return message() ? Optional.empty() : first("finish_reason", "stop_reason");
    }

    /** What was used by now, in the words of several vendors. */
    Usage usage() {
        JsonNode told = json.path("usage").isObject() ? json.path("usage") : json.path("stats");
        Usage usage = put(Usage.NONE, Unit.INPUT, told, "input_tokens", "prompt_tokens", "input");
        usage = put(usage, Unit.OUTPUT, told, "output_tokens", "completion_tokens", "output");
        usage = put(usage, Unit.CACHE_READ, told, "cached_tokens", "cached_input_tokens", "cache_read_input_tokens");
        return put(usage, Unit.REASONING, told, "reasoning_tokens", "reasoning_output_tokens", "thinking_tokens");
    }

    private static Usage put(Usage usage, Unit unit, JsonNode told, String... names) {
        for (String name : names) {
            JsonNode count = told.path(name);
            if (count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0) {
                return usage.with(unit, count.longValue());
            }
        }
        return usage;
    }

    private String type() {
        return json.path("type").asText("");
    }

    private boolean silent() {
        String role = json.path("role").asText("assistant");
        return SILENT.contains(type()) || !role.equals("assistant") && !role.equals("model");
    }

    private static String words(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isObject()) {
            return value.path("text").isTextual() ? value.path("text").textValue() : words(value.path("content"));
        }
        StringBuilder all = new StringBuilder();
        if (value.isArray()) {
            value.forEach(part -> all.append(part.isTextual() ? part.textValue() : part.path("text").asText("")));
        }
        return all.toString();
    }

    private Optional<String> first(String... names) {
        for (String name : names) {
            if (json.path(name).isTextual() && !json.path(name).textValue().isEmpty()) {
                return Optional.of(json.path(name).textValue());
            }
        }
        return Optional.empty();
    }
}
