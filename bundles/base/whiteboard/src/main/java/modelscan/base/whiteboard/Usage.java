package modelscan.base.whiteboard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who uses a part, and closes its door when the part is to go. */
final class Usage {
    // The sign bit says that the door is closed, the rest counts.
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger state = new AtomicInteger();

    Optional<Lease> enter() {
        int before = state.getAndUpdate(value -> value < 0 ? value : value + 1);
        return before < 0 ? Optional.empty() : Optional.of(new Lease(this));
    }

    void leave() {
        if (state.decrementAndGet() == CLOSED) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int running() {
        return state.get() & Integer.MAX_VALUE;
    }

    /** Lets nobody in any more and waits until everybody has left; false if that took too long. */
    boolean drain(Duration patience) {
        state.getAndUpdate(value -> value | CLOSED);
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (running() > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }
}
