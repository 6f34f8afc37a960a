package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a count over a restart.
 *
 * @param began the calendar window it belongs to; of rolling ones when it was written, by the clock that never jumps
 * @param counted how much was counted at most, in thousandths
 * @param at when it was written
 */
record Saved(Instant began, long counted, Instant at) {
    private static final long MILLI = 1_000_000;
    // What is counted is written within a second; so late it may have come.
    private static final long LATER = Duration.ofSeconds(5).toNanos();

    /** A count without a window. */
    static Saved rolling(long counted, Instant wall, long now) {
        return new Saved(Instant.ofEpochMilli(now / MILLI), counted, wall);
    }

    /**
     * How long ago at least the last of a rolling count came.
     *
     * <p>The clock on the wall may have been moved since, and the other began anew if the machine did: what says less counts.
     */
    long age(Instant wall, long now) {
        long ran = now - began.toEpochMilli() * MILLI;
        long least = ran < 0 ? Math.max(0, now) : ran;
        return Math.max(0, Math.min(least, Duration.between(at, wall).toNanos()) - LATER);
    }
}
