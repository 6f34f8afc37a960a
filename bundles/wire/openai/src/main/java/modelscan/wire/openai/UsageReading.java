package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** The {@code usage} of an answer in all the forms that providers of this protocol give it. */
final class UsageReading {
    private UsageReading() {
    }

    /** The usage of an answer or a chunk, wherever it stands in it. */
    static Usage in(JsonNode message) {
        JsonNode usage = message.path("usage");
        return of(usage.isObject() ? usage : message.path("x_groq").path("usage"));
    }

    /** The usage in neutral units: totals include their parts, what is not told is unknown. */
    static Usage of(JsonNode usage) {
        JsonNode input = first(usage, "prompt_tokens_details", "prompt_token_details", "input_tokens_details",
                "input_token_details");
        JsonNode output = first(usage, "completion_tokens_details", "output_tokens_details");
        Map<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        put(amounts, Unit.INPUT, first(usage, "prompt_tokens", "input_tokens"));
        put(amounts, Unit.OUTPUT, first(usage, "completion_tokens", "output_tokens"));
        put(amounts, Unit.CACHE_READ, input.path("cached_tokens"));
        for (String word : new String[] {"prompt_cache_hit_tokens", "cached_tokens", "num_cached_tokens"}) {
            putIfUnknown(amounts, Unit.CACHE_READ, usage.path(word));
        }
        put(amounts, Unit.CACHE_WRITE, first(input, "cache_write_tokens", "cache_creation_input_tokens"));
        put(amounts, Unit.REASONING, output.path("reasoning_tokens"));
        putIfUnknown(amounts, Unit.REASONING, usage.path("reasoning_tokens"));
        put(amounts, Unit.INPUT_AUDIO, input.path("audio_tokens"));
        put(amounts, Unit.OUTPUT_AUDIO, output.path("audio_tokens"));
        put(amounts, Unit.INPUT_IMAGE, input.path("image_tokens"));
        put(amounts, Unit.OUTPUT_IMAGE, output.path("image_tokens"));
        put(amounts, Unit.SEARCH, usage.path("num_search_queries"));
        put(amounts, Unit.SECOND, usage.path("seconds"));
        includeParts(amounts, usage.path("total_tokens"));
        return amounts.isEmpty() ? Usage.NONE : new Usage(amounts);
    }

    // xAI counts cached tokens and reasoning beside the totals; the sums give it away.
    private static void includeParts(Map<Unit, BigDecimal> amounts, JsonNode total) {
        BigDecimal input = amounts.get(Unit.INPUT);
        BigDecimal output = amounts.get(Unit.OUTPUT);
        BigDecimal cached = amounts.get(Unit.CACHE_READ);
        BigDecimal reasoning = amounts.get(Unit.REASONING);
        if (output != null && reasoning != null && reasoning.signum() > 0) {
            boolean sumSays = input != null && total.isNumber()
                    && total.decimalValue().compareTo(input.add(output).add(reasoning)) == 0;
            if (sumSays || reasoning.compareTo(output) > 0) {
                amounts.put(Unit.OUTPUT, output.add(reasoning));
            }
        }
        if (input != null && cached != null && cached.compareTo(input) > 0) {
            amounts.put(Unit.INPUT, input.add(cached));
        }
    }

    private static JsonNode first(JsonNode node, String... words) {
        for (String word : words) {
            JsonNode found = node.path(word);
            if (!found.isMissingNode() && !found.isNull()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    private static void putIfUnknown(Map<Unit, BigDecimal> amounts, Unit unit, JsonNode value) {
        if (!amounts.containsKey(unit)) {
            put(amounts, unit, value);
        }
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

    /** The usage in OpenAI's own form. */
    static ObjectNode write(Usage usage) {
        ObjectNode json = Json.object();
        long input = usage.count(Unit.INPUT).orElse(0L);
        long output = usage.count(Unit.OUTPUT).orElse(0L);
        json.put("prompt_tokens", input).put("completion_tokens", output).put("total_tokens", input + output);
        detail(usage, Unit.CACHE_READ, json, "prompt_tokens_details", "cached_tokens");
        detail(usage, Unit.CACHE_WRITE, json, "prompt_tokens_details", "cache_write_tokens");
        detail(usage, Unit.INPUT_AUDIO, json, "prompt_tokens_details", "audio_tokens");
        detail(usage, Unit.INPUT_IMAGE, json, "prompt_tokens_details", "image_tokens");
        detail(usage, Unit.REASONING, json, "completion_tokens_details", "reasoning_tokens");
        detail(usage, Unit.OUTPUT_AUDIO, json, "completion_tokens_details", "audio_tokens");
        detail(usage, Unit.OUTPUT_IMAGE, json, "completion_tokens_details", "image_tokens");
        usage.count(Unit.SEARCH).ifPresent(count -> json.put("num_search_queries", count));
        return json;
    }

    private static void detail(Usage usage, Unit unit, ObjectNode json, String group, String word) {
        usage.count(unit).ifPresent(count -> json.withObject("/" + group).put(word, count));
    }
}
