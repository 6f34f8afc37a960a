package modelscan.stage.health;

import java.time.Duration;
import java.time.Instant;

/** A clock that goes when it is told to. */
final class Time {
    static final Fuse.Rule RULE = new Fuse.Rule(5, new Fuse.Many(5, 0.1, 1, seconds(1)), new Fuse.Many(1, 0.5, 20, seconds(60)),
            new Fuse.Pause(seconds(5), seconds(60), seconds(600)));

    private long nanos = 1_000_000_000_000L;
    private Duration ahead = Duration.ZERO;

    static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    Chart.Clock clock() {
        return new Chart.Clock(this::wall, () -> nanos, () -> nanos);
    }

    Instant wall() {
        return Instant.EPOCH.plusNanos(nanos).plus(ahead);
    }

    /** Somebody sets the clock on the wall. */
    void jumps(Duration time) {
        ahead = ahead.plus(time);
    }

    long now() {
        return nanos;
    }

    void passes(Duration time) {
        nanos += time.toNanos();
    }
}
