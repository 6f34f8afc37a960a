package modelscan.api.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much was used, by unit; a unit that is not there is unknown, not zero.
 *
 * <pre>{@code
 * Usage usage = Usage.NONE.with(Unit.INPUT, 12).with(Unit.OUTPUT, 30);
 * usage.count(Unit.OUTPUT);    // Optional[30]
 * usage.count(Unit.REASONING); // empty: the provider did not say
 * }</pre>
 */
public record Usage(Map<Unit, BigDecimal> amounts) {

    /** Nothing is known. */
    public static final Usage NONE = new Usage(Map.of());

    public Usage {
        EnumMap<Unit, BigDecimal> copy = new EnumMap<>(Unit.class);
        amounts.forEach((unit, amount) -> {
            if (amount.signum() < 0) {
                throw new IllegalArgumentException(unit + " cannot be negative: " + amount);
            }
            copy.put(unit, amount);
        });
        amounts = Collections.unmodifiableMap(copy);
    }

    /** The same with a whole number of a unit. */
    public Usage with(Unit unit, long amount) {
        return with(unit, BigDecimal.valueOf(amount));
    }

    /** The same with an amount of a unit, such as 2.5 seconds. */
    public Usage with(Unit unit, BigDecimal amount) {
        EnumMap<Unit, BigDecimal> more = new EnumMap<>(Unit.class);
        more.putAll(amounts);
        more.put(unit, amount);
        return new Usage(more);
    }

    /** The amount of a unit, if known. */
    public Optional<BigDecimal> amount(Unit unit) {
        return Optional.ofNullable(amounts.get(unit));
    }

    /** The whole number of a unit, if known. */
    public Optional<Long> count(Unit unit) {
        return amount(unit).map(BigDecimal::longValue);
    }

    /** Both together; what only one side knows is taken from it. */
    public Usage plus(Usage other) {
        EnumMap<Unit, BigDecimal> sum = new EnumMap<>(Unit.class);
        sum.putAll(amounts);
        other.amounts.forEach((unit, amount) -> sum.merge(unit, amount, BigDecimal::add));
        return new Usage(sum);
    }

    /** Whether nothing is known. */
    public boolean unknown() {
        return amounts.isEmpty();
    }
}
