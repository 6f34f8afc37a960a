package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** What an answer used: {@code usage} of a conversation, {@code meta} of everything else. */
final class Counts {
    private static final long MOST = 1_000_000_000_000L;

    private Counts() {
    }

    /** The usage in neutral units; tokens that were billed count where those that were read are not told. */
    static Usage read(JsonNode usage) {
        JsonNode tokens = usage.path("tokens");
        JsonNode billed = usage.path("billed_units");
        Usage read = put(Usage.NONE, Unit.INPUT, first(tokens, billed, "input_tokens"));
        read = put(read, Unit.OUTPUT, first(tokens, billed, "output_tokens"));
        read = put(read, Unit.CACHE_READ, usage.path("cached_tokens"));
        return put(read, Unit.SEARCH, billed.path("search_units"));
    }

    private static JsonNode first(JsonNode tokens, JsonNode billed, String word) {
        return tokens.path(word).isNumber() ? tokens.path(word) : billed.path(word);
    }

    // Cohere writes some counts with a fraction of zero.
    private static Usage put(Usage usage, Unit unit, JsonNode count) {
        boolean sound = count.isNumber() && Math.abs(count.doubleValue()) <= MOST && count.canConvertToExactIntegral()
                && count.longValue() >= 0;
        return sound ? usage.with(unit, count.longValue()) : usage;
    }
}
