package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** The {@code usageMetadata} of an answer. */
final class UsageWords {
    private static final long MOST = 1_000_000_000_000_000L;

    private UsageWords() {
    }

    /** The usage in neutral units: thoughts are part of the output here, tool prompts of the input. */
    static Usage read(JsonNode usage) {
        Map<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        add(amounts, Unit.INPUT, usage.path("promptTokenCount"));
        add(amounts, Unit.INPUT, usage.path("toolUsePromptTokenCount"));
        add(amounts, Unit.CACHE_READ, usage.path("cachedContentTokenCount"));
        add(amounts, Unit.OUTPUT, usage.path("candidatesTokenCount"));
        add(amounts, Unit.OUTPUT, usage.path("thoughtsTokenCount"));
        add(amounts, Unit.REASONING, usage.path("thoughtsTokenCount"));
        modalities(amounts, usage.path("promptTokensDetails"), Unit.INPUT_AUDIO, Unit.INPUT_IMAGE);
        modalities(amounts, usage.path("candidatesTokensDetails"), Unit.OUTPUT_AUDIO, Unit.OUTPUT_IMAGE);
        return amounts.isEmpty() ? Usage.NONE : new Usage(amounts);
    }

    /** The usage in Google's form; what is unknown is left out. */
    static ObjectNode write(Usage usage) {
        ObjectNode json = Json.object();
        long thoughts = usage.count(Unit.REASONING).orElse(0L);
        usage.count(Unit.INPUT).ifPresent(count -> json.put("promptTokenCount", count));
        usage.count(Unit.CACHE_READ).ifPresent(count -> json.put("cachedContentTokenCount", count));
        usage.count(Unit.OUTPUT).ifPresent(count -> json.put("candidatesTokenCount", Math.max(0, count - thoughts)));
        usage.count(Unit.REASONING).ifPresent(count -> json.put("thoughtsTokenCount", count));
        if (!usage.unknown()) {
            json.put("totalTokenCount", usage.count(Unit.INPUT).orElse(0L) + usage.count(Unit.OUTPUT).orElse(0L));
        }
        detail(usage, Unit.INPUT_AUDIO, json, "promptTokensDetails", "AUDIO");
        detail(usage, Unit.INPUT_IMAGE, json, "promptTokensDetails", "IMAGE");
        detail(usage, Unit.OUTPUT_AUDIO, json, "candidatesTokensDetails", "AUDIO");
        detail(usage, Unit.OUTPUT_IMAGE, json, "candidatesTokensDetails", "IMAGE");
        return json;
    }

    private static void modalities(Map<Unit, BigDecimal> amounts, JsonNode details, Unit audio, Unit image) {
        for (JsonNode detail : details) {
            switch (detail.path("modality").asText()) {
                case "AUDIO" -> add(amounts, audio, detail.path("tokenCount"));
                case "IMAGE" -> add(amounts, image, detail.path("tokenCount"));
                default -> { }
            }
        }
    }

    private static void add(Map<Unit, BigDecimal> amounts, Unit unit, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0 && value.longValue() <= MOST) {
            amounts.merge(unit, BigDecimal.valueOf(value.longValue()), BigDecimal::add);
        }
    }

    private static void detail(Usage usage, Unit unit, ObjectNode json, String list, String modality) {
        usage.count(unit).ifPresent(count ->
                json.withArray("/" + list).addObject().put("modality", modality).put("tokenCount", count));
    }
}
