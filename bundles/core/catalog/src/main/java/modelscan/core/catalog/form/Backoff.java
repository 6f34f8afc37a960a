package modelscan.core.catalog.form;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that grow by half each time, up to ten times the first, and differ a little from each other. */
public final class Backoff {
    private static final double GROWTH = 1.5;
    private static final int MOST = 10;
    private static final double SPREAD = 0.1;

    private final double longest;
    private final RandomGenerator random;
    private double next;

    /** Begins with this wait. */
    public Backoff(Duration first, RandomGenerator random) {
        this.next = first.toMillis();
        this.longest = next * MOST;
        this.random = random;
    }

    /** The next wait. */
    public Duration next() {
        double wait = next * (1 + SPREAD * (2 * random.nextDouble() - 1));
        next = Math.min(next * GROWTH, longest);
        return Duration.ofMillis(Math.round(wait));
    }
}
