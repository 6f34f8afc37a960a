package modelscan.stage.health;

import java.time.Duration;
import java.util.Optional;

/** How times are spread, in steps of a fifth from a millisecond to an hour; old ones fade. Not safe for several threads. */
final class Spread {
    private static final double STEP = Math.log(1.2);
    private static final int STEPS = 84;
    private static final int FULL = 512;

    private final short[] counts = new short[STEPS];
    private int total;

    void add(long nanos) {
        double millis = Math.max(1, nanos / 1e6);
        counts[Math.min(STEPS - 1, (int) (Math.log(millis) / STEP))]++;
        total++;
        if (total >= FULL) {
            fade();
        }
    }

    private void fade() {
        total = 0;
        for (int step = 0; step < STEPS; step++) {
            counts[step] /= 2;
            total += counts[step];
        }
    }

    /** The time that this share of all did not exceed, to a fifth. */
    Optional<Duration> within(double share) {
        int seen = 0;
        for (int step = 0; step < STEPS; step++) {
            seen += counts[step];
            if (total > 0 && seen >= share * total) {
                return Optional.of(Duration.ofNanos((long) (Math.exp((step + 1) * STEP) * 1e6)));
            }
        }
        return Optional.empty();
    }
}
