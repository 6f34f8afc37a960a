package modelscan.base.net;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * The one thread that looks after all deadlines and idle connections of an {@link Upstream}.
 *
 * <p>A look at each running call every 25 ms is far cheaper than a timer for each wait of each call.
 */
final class Watch implements AutoCloseable {
    private static final long TICK = Duration.ofMillis(25).toNanos();
    private static final long SWEEP = Duration.ofSeconds(1).toNanos();

    private final Set<Vigil> running = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier sweeper;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean asleep;

    /** The sweeper drops idle connections and says whether some are left. */
    Watch(BooleanSupplier sweeper) {
        this.sweeper = sweeper;
        this.thread = Thread.ofPlatform().daemon().name("modelscan-net-watch").unstarted(this::look);
    }

    void start() {
        thread.start();
    }

    void add(Vigil vigil) {
        running.add(vigil);
        if (closed) {
            running.remove(vigil);
            throw new FailureException(stopping());
        }
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    void remove(Vigil vigil) {
        running.remove(vigil);
    }

    /** Ends the running calls and the thread. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        running.forEach(vigil -> vigil.end(stopping()));
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long swept = System.nanoTime();
        boolean kept = true;
        while (!closed) {
            long now = System.nanoTime();
            running.forEach(vigil -> vigil.check(now));
            if (now - swept >= SWEEP) {
                kept = sweeper.getAsBoolean();
                swept = now;
            }
            if (running.isEmpty()) {
                sleep(kept);
                kept = true;
            } else {
                LockSupport.parkNanos(this, TICK);
            }
        }
    }

    // Only a sleeping thread is woken by a new call; while calls run, adding one costs no system call.
    private void sleep(boolean kept) {
        asleep = true;
        if (running.isEmpty() && !closed) {
            if (kept) {
                LockSupport.parkNanos(this, SWEEP);
            } else {
                LockSupport.park(this);
            }
        }
        asleep = false;
    }

    private static Failure stopping() {
        return Failure.of(ErrorCode.UNAVAILABLE, "the connections to providers are being closed");
    }
}
