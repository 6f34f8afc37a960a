package modelscan.stage.health;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A clock that is read hundreds of times for one decision: a field that moves on ten times a second. */
final class Ticks implements AutoCloseable {
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("health-clock").factory());
    private volatile long now = System.nanoTime();

    Ticks() {
        hand.scheduleAtFixedRate(() -> now = System.nanoTime(), 100, 100, TimeUnit.MILLISECONDS);
    }

    long now() {
        return now;
    }

    @Override
    public void close() {
        hand.shutdownNow();
    }
}
