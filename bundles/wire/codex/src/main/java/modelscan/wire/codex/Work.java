package modelscan.wire.codex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** What Codex did and used. */
final class Work {
    private Work() {
    }

    /** One thing it did, in a line; empty for what nobody needs to know. */
    static String told(JsonNode item) {
        return switch (item.path("type").asText()) {
            case "reasoning" -> item.path("text").asText("");
            case "command_execution" -> "[" + item.path("command").asText() + ": " + item.path("status").asText()
                    + (item.path("exit_code").isInt() ? " " + item.path("exit_code").intValue() : "") + "]";
            case "file_change" -> "[" + changes(item.path("changes")) + ": " + item.path("status").asText() + "]";
            case "mcp_tool_call" -> "[" + item.path("server").asText() + " " + item.path("tool").asText() + " "
                    + item.path("arguments") + ": " + item.path("status").asText() + "]";
            case "web_search" -> "[web search: " + item.path("query").asText() + "]";
            default -> "";
        };
    }

    private static String changes(JsonNode changes) {
        StringJoiner all = new StringJoiner(", ");
        changes.forEach(change -> all.add(change.path("kind").asText() + " " + change.path("path").asText()));
        return all.toString();
    }

    /** The usage in neutral units; its totals include their parts already. */
    static Usage usage(JsonNode told) {
        Usage usage = put(Usage.NONE, Unit.INPUT, told.path("input_tokens"));
        usage = put(usage, Unit.CACHE_READ, told.path("cached_input_tokens"));
        usage = put(usage, Unit.OUTPUT, told.path("output_tokens"));
        return put(usage, Unit.REASONING, told.path("reasoning_output_tokens"));
    }

    private static Usage put(Usage usage, Unit unit, JsonNode count) {
        return count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0
                ? usage.with(unit, count.longValue()) : usage;
    }
}
