package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** What a prediction used: tokens where its model counts them, and the seconds it ran. */
final class UsageReading {
    private UsageReading() {
    }

    /** The usage in a prediction's metrics. */
    static Usage of(JsonNode metrics) {
        Usage usage = with(Usage.NONE, Unit.INPUT, metrics.path("input_token_count"));
        usage = with(usage, Unit.OUTPUT, metrics.path("output_token_count"));
        return with(usage, Unit.SECOND, metrics.path("predict_time"));
    }

    private static Usage with(Usage usage, Unit unit, JsonNode told) {
        if (!told.isNumber()) {
            return usage;
        }
        BigDecimal amount = told.decimalValue();
        boolean sane = amount.signum() >= 0 && Math.abs((long) amount.scale()) <= 18 && amount.precision() <= 18;
        return sane ? usage.with(unit, amount) : usage;
    }
}
