package modelscan.stage.health;

import java.time.Duration;
import java.time.Instant;

/** A clock that goes when it is told to. */
final class Time {
    static final Fuse.Rule RULE = new Fuse.Rule(5, 0.5, 20, seconds(60), seconds(5), seconds(60), seconds(600));

    private long nanos = 1_000_000_000_000L;

    static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    Chart.Clock clock() {
        return new Chart.Clock(() -> Instant.EPOCH.plusNanos(nanos), () -> nanos, () -> nanos);
    }

    long now() {
        return nanos;
    }

    void passes(Duration time) {
        nanos += time.toNanos();
    }
}
