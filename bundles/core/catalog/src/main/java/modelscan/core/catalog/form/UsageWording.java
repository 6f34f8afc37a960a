package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import modelscan.api.model.Unit;
import modelscan.base.json.Fields;

/** Reads where an answer says what was used. */
final class UsageWording {
    static final Set<String> ALLOWED = allowed();

    private UsageWording() {
    }

    static UsageReading read(Fields usage) {
        Map<Unit, UsageReading.Amount> amounts = new EnumMap<>(Unit.class);
        for (String key : usage.keys()) {
            if (!key.equals("scale")) {
                amounts.put(Unit.of(key).orElseThrow(), amount(usage, key));
            }
        }
        Map<Unit, BigDecimal> scale = new EnumMap<>(Unit.class);
        usage.object("scale", units()).ifPresent(scales -> scales.keys().forEach(key -> scale.put(Unit.of(key).orElseThrow(),
                scales.decimal(key).filter(number -> number.signum() > 0)
                        .orElseThrow(() -> Wording.refuse(scales.place(), "'" + key + "' must be more than 0")))));
        return new UsageReading(amounts, scale);
    }

    private static UsageReading.Amount amount(Fields usage, String key) {
        JsonNode value = usage.value(key).orElseThrow(() -> Wording.refuse(usage.place(), "'" + key + "' cannot be null"));
        if (value.isObject()) {
            Fields told = usage.object(key, Set.of("header")).orElseThrow();
            return new UsageReading.Amount.Header(told.text("header").toLowerCase(Locale.ROOT));
        }
        if (value.isNumber()) {
            return new UsageReading.Amount.Fixed(value.decimalValue());
        }
        return value.asText().startsWith("{") ? new UsageReading.Amount.Said(Wording.phrase(usage, key).orElseThrow())
                : new UsageReading.Amount.At(Wording.path(usage, key));
    }

    private static Set<String> units() {
        Set<String> units = new HashSet<>();
        Arrays.stream(Unit.values()).map(Unit::word).forEach(units::add);
        return units;
    }

    private static Set<String> allowed() {
        Set<String> allowed = units();
        allowed.add("scale");
        return Set.copyOf(allowed);
    }
}
