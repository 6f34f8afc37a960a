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
public final class Usage {
    /** Nothing is known. */
    public static final Usage NONE = new Usage(new EnumMap<>(Unit.class));

    private final Map<Unit, BigDecimal> amounts;

    /** The amounts by unit; what is negative is refused. */
    public Usage(Map<Unit, BigDecimal> amounts) {
        this(copy(amounts));
        amounts.forEach(Usage::check);
    }

    // Whoever comes here gives its map away.
    private Usage(EnumMap<Unit, BigDecimal> own) {
        this.amounts = Collections.unmodifiableMap(own);
    }

    private static EnumMap<Unit, BigDecimal> copy(Map<Unit, BigDecimal> amounts) {
        EnumMap<Unit, BigDecimal> copy = new EnumMap<>(Unit.class);
        copy.putAll(amounts);
        return copy;
    }

    private static void check(Unit unit, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(unit + " cannot be negative: " + amount);
        }
    }

    /** The known amounts. */
    public Map<Unit, BigDecimal> amounts() {
        return amounts;
    }

    /** The same with a whole number of a unit. */
    public Usage with(Unit unit, long amount) {
        return with(unit, BigDecimal.valueOf(amount));
    }

    /** The same with an amount of a unit, such as 2.5 seconds. */
    public Usage with(Unit unit, BigDecimal amount) {
        check(unit, amount);
        EnumMap<Unit, BigDecimal> more = copy(amounts);
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
        EnumMap<Unit, BigDecimal> sum = copy(amounts);
        other.amounts.forEach((unit, amount) -> sum.merge(unit, amount, BigDecimal::add));
        return new Usage(sum);
    }

    /** Whether nothing is known. */
    public boolean unknown() {
        return amounts.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Usage usage && amounts.equals(usage.amounts);
    }

    @Override
    public int hashCode() {
        return amounts.hashCode();
    }

    @Override
    public String toString() {
        return "Usage" + amounts;
    }
}
