package modelscan.stage.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Amounts are counted in thousandths, so that seconds and credits may have fractions and adding is exact and quick. */
final class Amount {
    static final long ONE = 1000;
    /** What was not told. */
    static final long UNKNOWN = -1;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE / 8);
    private static final What[] ALL = What.values();

    private Amount() {
    }

    /** In thousandths, rounded up; absurd amounts are cut. */
    static long of(BigDecimal amount) {
        BigDecimal thousandths = amount.movePointRight(3);
        return thousandths.compareTo(LARGEST) >= 0 ? LARGEST.longValue()
                : thousandths.setScale(0, RoundingMode.CEILING).longValue();
    }

    static BigDecimal decimal(long thousandths) {
        BigDecimal exact = BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /** A number for each kind of thing that is counted, by its ordinal. */
    static long[] none() {
        long[] amounts = new long[ALL.length];
        amounts[What.REQUESTS.ordinal()] = ONE;
        amounts[What.CONCURRENT.ordinal()] = ONE;
        return amounts;
    }

    /** What a call takes of each kind; {@link #UNKNOWN} where the usage does not say. */
    static long[] of(Usage usage) {
        long[] amounts = none();
        for (What what : ALL) {
            if (what != What.REQUESTS && what != What.CONCURRENT) {
                amounts[what.ordinal()] = told(usage, what).map(Amount::of).orElse(UNKNOWN);
            }
        }
        return amounts;
    }

    private static Optional<BigDecimal> told(Usage usage, What what) {
        return switch (what) {
            case TOKENS -> {
                Optional<BigDecimal> input = usage.amount(Unit.INPUT);
                Optional<BigDecimal> output = usage.amount(Unit.OUTPUT);
                yield input.isPresent() && output.isPresent() ? Optional.of(input.get().add(output.get())) : input.or(() -> output);
            }
            case INPUT_TOKENS -> usage.amount(Unit.INPUT);
            case OUTPUT_TOKENS -> usage.amount(Unit.OUTPUT);
            case CHARACTERS -> usage.amount(Unit.CHARACTER);
            case SECONDS -> usage.amount(Unit.SECOND);
            case IMAGES -> usage.amount(Unit.IMAGE);
            case CREDITS -> usage.amount(Unit.CREDIT);
            case REQUESTS, CONCURRENT -> Optional.empty();
        };
    }
}
