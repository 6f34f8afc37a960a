package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes when a test says so, or when somebody waits. */
final class FakeTimes {
    final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofHours(30).toNanos());
    final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> { });

    Times times() {
        return new Times(nanos::get, wall::get, (_, pause) -> {
            pass(Duration.ofNanos(pause));
            meanwhile.get().run();
        });
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }

    /** Somebody moves the hands of the clock on the wall. */
    void move(Duration hands) {
        wall.updateAndGet(now -> now.plus(hands));
    }
}
