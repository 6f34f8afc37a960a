package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** The tokens an answer tells of; a prompt that was cached may not be counted. */
final class Counts {
    // Nobody uses more; a larger number is a mistake.
    private static final long MOST = 1_000_000_000_000L;

    private Counts() {
    }

    /** The usage in neutral units. */
    static Usage read(JsonNode answer) {
        Usage input = put(Usage.NONE, Unit.INPUT, answer.path("prompt_eval_count"));
        return put(input, Unit.OUTPUT, answer.path("eval_count"));
    }

    private static Usage put(Usage usage, Unit unit, JsonNode count) {
        boolean sound = count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0
                && count.longValue() <= MOST;
        return sound ? usage.with(unit, count.longValue()) : usage;
    }
}
