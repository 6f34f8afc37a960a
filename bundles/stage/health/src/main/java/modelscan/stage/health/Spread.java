package modelscan.stage.health;

import java.time.Duration;
import java.util.Optional;

/** How times are spread, in steps of a tenth from a millisecond to an hour; old ones fade. Not safe for several threads. */
final class Spread {
    private static final double STEP = Math.log(1.1);
    private static final int STEPS = 159;
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

    /** The time that this share of all did not exceed, to a tenth. */
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

    /** As text, such as {@code 51:3,52:10}. */
    String written() {
        StringBuilder text = new StringBuilder();
        for (int step = 0; step < STEPS; step++) {
            if (counts[step] > 0) {
                text.append(text.isEmpty() ? "" : ",").append(step).append(':').append(counts[step]);
            }
        }
        return text.toString();
    }

    /** Takes over what was written, if nothing is known yet. */
    void remember(String written) {
        if (total > 0 || written.isEmpty()) {
            return;
        }
        for (String count : written.split(",")) {
            int colon = count.indexOf(':');
            int step = Integer.parseInt(count, 0, colon, 10);
            if (step >= 0 && step < STEPS) {
                counts[step] = (short) Math.clamp(Integer.parseInt(count, colon + 1, count.length(), 10), 0, FULL);
                total += counts[step];
            }
        }
    }
}
