package modelscan.stage.health;

import java.util.OptionalDouble;

/** A moving average: each new value counts for a fifth. Not safe for several threads. */
final class Average {
    private static final double WEIGHT = 0.2;

    private double value = Double.NaN;

    void add(double next) {
        value = Double.isNaN(value) ? next : value + WEIGHT * (next - value);
    }

    /** Takes over what was known before, if nothing is known yet. */
    void remember(OptionalDouble before) {
        if (Double.isNaN(value)) {
            before.ifPresent(this::add);
        }
    }

    OptionalDouble value() {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
