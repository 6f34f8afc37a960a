package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** The {@code usage} of an answer, both ways. */
final class UsageReading {
    private UsageReading() {
    }

    /** The usage in neutral units; totals include their parts, what is not told is unknown. */
    static Usage of(JsonNode usage) {
        JsonNode input = usage.path("input_tokens_details");
        JsonNode output = usage.path("output_tokens_details");
        Map<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        put(amounts, Unit.INPUT, usage.path("input_tokens"));
        put(amounts, Unit.OUTPUT, usage.path("output_tokens"));
        put(amounts, Unit.CACHE_READ, input.path("cached_tokens"));
        put(amounts, Unit.CACHE_WRITE, input.path("cache_write_tokens"));
        put(amounts, Unit.INPUT_AUDIO, input.path("audio_tokens"));
        put(amounts, Unit.INPUT_IMAGE, input.path("image_tokens"));
        put(amounts, Unit.REASONING, output.path("reasoning_tokens"));
        put(amounts, Unit.OUTPUT_AUDIO, output.path("audio_tokens"));
        put(amounts, Unit.OUTPUT_IMAGE, output.path("image_tokens"));
        return amounts.isEmpty() ? Usage.NONE : new Usage(amounts);
    }

    private static void put(Map<Unit, BigDecimal> amounts, Unit unit, JsonNode value) {
        if (!value.isNumber()) {
            return;
        }
        BigDecimal amount = value.decimalValue();
        // Nobody can use more than this; an absurd exponent would only cost memory when it is written out.
        if (amount.signum() >= 0 && Math.abs((long) amount.scale()) <= 18 && amount.precision() <= 18) {
            amounts.put(unit, amount);
        }
    }

    /** The usage in OpenAI's own form, whose clients demand every total and the three details. */
    static ObjectNode write(Usage usage) {
        long input = usage.count(Unit.INPUT).orElse(0L);
        long output = usage.count(Unit.OUTPUT).orElse(0L);
        ObjectNode json = Json.object().put("input_tokens", input);
        ObjectNode inputs = json.putObject("input_tokens_details")
                .put("cached_tokens", usage.count(Unit.CACHE_READ).orElse(0L))
                .put("cache_write_tokens", usage.count(Unit.CACHE_WRITE).orElse(0L));
        detail(usage, Unit.INPUT_AUDIO, inputs, "audio_tokens");
        json.put("output_tokens", output);
        ObjectNode outputs = json.putObject("output_tokens_details")
                .put("reasoning_tokens", usage.count(Unit.REASONING).orElse(0L));
        detail(usage, Unit.OUTPUT_AUDIO, outputs, "audio_tokens");
        return json.put("total_tokens", input + output);
    }

    private static void detail(Usage usage, Unit unit, ObjectNode group, String word) {
        usage.count(unit).ifPresent(count -> group.put(word, count));
    }
}
