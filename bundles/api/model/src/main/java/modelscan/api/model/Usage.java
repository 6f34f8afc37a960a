package modelscan.api.model;

import java.math.BigDecimal;
import java.util.Arrays;
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
    public static final Usage NONE = new Usage(new BigDecimal[Unit.COUNT], 0);

    private final BigDecimal[] known;
    private final int size;

    /** The amounts by unit; what is negative is refused. */
    public Usage(Map<Unit, BigDecimal> amounts) {
        this(array(amounts), amounts.size());
    }

    // Whoever comes here gives its array away.
    private Usage(BigDecimal[] own, int size) {
        this.known = own;
        this.size = size;
    }

    private static BigDecimal[] array(Map<Unit, BigDecimal> amounts) {
        BigDecimal[] array = new BigDecimal[Unit.COUNT];
        amounts.forEach((unit, amount) -> array[unit.ordinal()] = checked(unit, amount));
        return array;
    }

    private static BigDecimal checked(Unit unit, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(unit + " cannot be negative: " + amount);
        }
        return amount;
    }

    /** The known amounts, in the order of the units. */
    public Map<Unit, BigDecimal> amounts() {
        EnumMap<Unit, BigDecimal> amounts = new EnumMap<>(Unit.class);
        for (Unit unit : Unit.ALL) {
            if (known[unit.ordinal()] != null) {
                amounts.put(unit, known[unit.ordinal()]);
            }
        }
        return Collections.unmodifiableMap(amounts);
    }

    /** Whether the amount of this unit is known. */
    public boolean has(Unit unit) {
        return known[unit.ordinal()] != null;
    }

    /** The same with a whole number of a unit. */
    public Usage with(Unit unit, long amount) {
        return with(unit, BigDecimal.valueOf(amount));
    }

    /** The same with an amount of a unit, such as 2.5 seconds. */
    public Usage with(Unit unit, BigDecimal amount) {
        checked(unit, amount);
        BigDecimal[] more = known.clone();
        more[unit.ordinal()] = amount;
        return new Usage(more, has(unit) ? size : size + 1);
    }

    /** The amount of a unit, if known. */
    public Optional<BigDecimal> amount(Unit unit) {
        return Optional.ofNullable(known[unit.ordinal()]);
    }

    /** The whole number of a unit, if known. */
    public Optional<Long> count(Unit unit) {
        return amount(unit).map(BigDecimal::longValue);
    }

    /** Both together; what only one side knows is taken from it. */
    public Usage plus(Usage other) {
        if (size == 0 || other.size == 0) {
            return size == 0 ? other : this;
        }
        BigDecimal[] sum = known.clone();
        int count = size;
        for (int place = 0; place < sum.length; place++) {
            BigDecimal more = other.known[place];
            if (more != null) {
                count += sum[place] == null ? 1 : 0;
                sum[place] = sum[place] == null ? more : sum[place].add(more);
            }
        }
        return new Usage(sum, count);
    }

    /** How many units are known. */
    public int size() {
        return size;
    }

    /** Whether nothing is known. */
    public boolean unknown() {
        return size == 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Usage usage && Arrays.equals(known, usage.known);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(known);
    }

    @Override
    public String toString() {
        return "Usage" + amounts();
    }
}
