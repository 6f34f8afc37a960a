package modelscan.stage.route;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What trying needs beside the candidates.
 *
 * @param rules who may be tried after a failure
 * @param budget how often that may happen
 * @param nanos a clock that never goes back
 * @param pause how to wait for the only candidate
 * @param random spreads the waits
 */
record Gear(Rules rules, RetryBudget budget, LongSupplier nanos, Pause pause, RandomGenerator random) {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(200);

    /** A wait around a fifth of a second, or around what the provider asked for. */
    long pauseAfter(long asked) {
        long middle = asked > 0 ? asked : FIRST;
        return asked + (long) (middle * random.nextDouble() / 2) + (asked > 0 ? 0 : middle / 2);
    }
}
