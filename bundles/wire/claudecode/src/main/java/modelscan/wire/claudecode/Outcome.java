package modelscan.wire.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.wire.Complaint;

/** The last line of a run: how it went and what it used. */
record Outcome(JsonNode line) {

    /** Why there is no answer, if there is none. */
    Optional<Failure> failure() {
        boolean limit = reason() == FinishReason.LENGTH;
        if (limit || !line.path("is_error").asBoolean() && subtype().equals("success")) {
            return Optional.empty();
        }
        String told = line.path("result").asText("");
        String said = told.isBlank() ? line.path("errors").path(0).asText("") : told;
        Failure failure = Complaint.of(said.isBlank() ? "the run ended with " + subtype() : said)
                .failure(line.path("api_error_status").asInt());
        return Optional.of(subtype().equals("success") ? failure : failure.because(subtype()));
    }

    /** Why it ended. */
    FinishReason reason() {
        return switch (word()) {
            case "error_max_turns", "error_max_budget_usd", "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "refusal" -> FinishReason.REFUSAL;
            case "end_turn", "stop_sequence", "success", "" -> FinishReason.STOP;
            default -> FinishReason.OTHER;
        };
    }

    /** The tool's own word for why. */
    String word() {
        return subtype().equals("success") && !line.path("is_error").asBoolean()
                ? line.path("stop_reason").asText("success") : subtype();
    }

    /** All that was used; the cost that the tool reckons is in dollars, as {@link Unit#CREDIT}, and without it nothing is known. */
    Usage usage() {
        JsonNode told = line.path("usage");
        BigDecimal cost = amount(line.path("total_cost_usd"));
        if (cost == null) {
            // The tool is priced by what it tells; its tokens alone would look free.
            return Usage.NONE;
        }
        Map<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        JsonNode split = told.path("cache_creation");
        BigDecimal read = amount(told.path("cache_read_input_tokens"));
        BigDecimal written = amount(told.path("cache_creation_input_tokens"));
        BigDecimal lasting = amount(split.path("ephemeral_1h_input_tokens"));
        BigDecimal input = amount(told.path("input_tokens"));
        put(amounts, Unit.INPUT, input == null ? null : sum(input, sum(read, written)));
        put(amounts, Unit.CACHE_READ, read);
        boolean apart = written != null && lasting != null && lasting.compareTo(written) <= 0;
        put(amounts, Unit.CACHE_WRITE, apart ? written.subtract(lasting) : written);
        put(amounts, Unit.CACHE_WRITE_LONG, apart ? lasting : null);
        put(amounts, Unit.OUTPUT, amount(told.path("output_tokens")));
        put(amounts, Unit.REASONING, amount(told.path("output_tokens_details").path("thinking_tokens")));
        put(amounts, Unit.CREDIT, cost);
        put(amounts, Unit.SEARCH, amount(told.path("server_tool_use").path("web_search_requests")));
        return new Usage(amounts);
    }

    private String subtype() {
        return line.path("subtype").asText("success");
    }

    private static void put(Map<Unit, BigDecimal> amounts, Unit unit, BigDecimal amount) {
        if (amount != null) {
            amounts.put(unit, amount);
        }
    }

    private static BigDecimal sum(BigDecimal one, BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }

    private static BigDecimal amount(JsonNode value) {
        boolean sane = value.isNumber() && value.decimalValue().signum() >= 0 && value.decimalValue().precision() <= 30
                && Math.abs((long) value.decimalValue().scale()) <= 30;
        return sane ? value.decimalValue() : null;
    }
}
