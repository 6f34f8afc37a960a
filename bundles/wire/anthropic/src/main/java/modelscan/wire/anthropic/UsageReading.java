package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** The usage of an answer, where the input does not count what was cached; later words replace earlier ones. */
final class UsageReading {
    private static final String INPUT = "input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String READ = "cache_read_input_tokens";
    private static final String WRITTEN = "cache_creation_input_tokens";
    private static final String[] PLAIN = {INPUT, OUTPUT, READ, WRITTEN};

    private final ObjectNode told = Json.object();

    /** The usage of a whole answer. */
    static Usage of(JsonNode usage) {
        UsageReading reading = new UsageReading();
        reading.tell(usage);
        return reading.usage();
    }

    /** Takes up what the provider tells, be it a part of it. */
    void tell(JsonNode usage) {
        for (String word : PLAIN) {
            number(usage.path(word)).ifPresent(amount -> told.put(word, amount));
        }
        for (String group : new String[] {"cache_creation", "output_tokens_details", "server_tool_use"}) {
            if (usage.path(group) instanceof ObjectNode object) {
                told.withObject("/" + group).setAll(object);
            }
        }
    }

    /** The usage in neutral units: totals include their parts, what is not told is unknown. */
    Usage usage() {
        return usage(number(told.path(OUTPUT)));
    }

    /** The same before the end, when the number of output tokens is only a guess. */
    Usage withoutOutput() {
        return usage(Optional.empty());
    }

    private Usage usage(Optional<BigDecimal> output) {
        Map<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        Optional<BigDecimal> read = number(told.path(READ));
        Optional<BigDecimal> written = number(told.path(WRITTEN));
        number(told.path(INPUT)).ifPresent(input -> amounts.put(Unit.INPUT,
                input.add(read.orElse(BigDecimal.ZERO)).add(written.orElse(BigDecimal.ZERO))));
        read.ifPresent(amount -> amounts.put(Unit.CACHE_READ, amount));
        written.ifPresent(amount -> written(amount, amounts));
        output.ifPresent(amount -> amounts.put(Unit.OUTPUT, amount));
        output.flatMap(_ -> number(told.at("/output_tokens_details/thinking_tokens")))
                .ifPresent(amount -> amounts.put(Unit.REASONING, amount));
        number(told.at("/server_tool_use/web_search_requests")).ifPresent(amount -> amounts.put(Unit.SEARCH, amount));
        return amounts.isEmpty() ? Usage.NONE : new Usage(amounts);
    }

    // What is kept for an hour has a price of its own.
    private void written(BigDecimal all, Map<Unit, BigDecimal> amounts) {
        Optional<BigDecimal> hour = number(told.at("/cache_creation/ephemeral_1h_input_tokens"))
                .filter(amount -> amount.signum() > 0 && amount.compareTo(all) <= 0);
        amounts.put(Unit.CACHE_WRITE, all.subtract(hour.orElse(BigDecimal.ZERO)));
        hour.ifPresent(amount -> amounts.put(Unit.CACHE_WRITE_LONG, amount));
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        if (!value.isNumber()) {
            return Optional.empty();
        }
        BigDecimal amount = value.decimalValue();
        // Nobody can use more than this; an absurd exponent would only cost memory when it is written out.
        return Optional.of(amount)
                .filter(each -> each.signum() >= 0 && Math.abs((long) each.scale()) <= 18 && each.precision() <= 18);
    }

    /** The usage in Anthropic's own form; its clients want both totals to be there. */
    static ObjectNode write(Usage usage) {
        ObjectNode json = Json.object();
        long read = usage.count(Unit.CACHE_READ).orElse(0L);
        long hour = usage.count(Unit.CACHE_WRITE_LONG).orElse(0L);
        long written = usage.count(Unit.CACHE_WRITE).orElse(0L) + hour;
        json.put(INPUT, Math.max(0, usage.count(Unit.INPUT).orElse(0L) - read - written));
        if (usage.amounts().containsKey(Unit.CACHE_WRITE) || hour > 0) {
            json.put(WRITTEN, written);
        }
        usage.count(Unit.CACHE_READ).ifPresent(count -> json.put(READ, count));
        if (hour > 0) {
            json.putObject("cache_creation").put("ephemeral_5m_input_tokens", written - hour)
                    .put("ephemeral_1h_input_tokens", hour);
        }
        json.put(OUTPUT, usage.count(Unit.OUTPUT).orElse(0L));
        usage.count(Unit.REASONING).ifPresent(count -> json.putObject("output_tokens_details").put("thinking_tokens", count));
        usage.count(Unit.SEARCH).ifPresent(count -> json.putObject("server_tool_use").put("web_search_requests", count));
        return json;
    }
}
