package modelscan.base.whiteboard;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Counts who uses a part, and closes its door when the part is to go. */
final class Usage {
    // The sign bit says that the door is closed, the rest counts.
    private static final int CLOSED = Integer.MIN_VALUE;
    private static final Duration HURRIED = Duration.ofSeconds(5);
    private static final long LOOK = 100;

    private final AtomicInteger state = new AtomicInteger();
    private final Set<Lease> revocable = ConcurrentHashMap.newKeySet();

    Optional<Lease> enter(Runnable onRevoke) {
        return count() ? Optional.of(new Lease(this, onRevoke)) : Optional.empty();
    }

    Optional<Lease> enterRevocable(Runnable onRevoke) {
        Optional<Lease> lease = enter(onRevoke);
        lease.ifPresent(revocable::add);
        return lease;
    }

    private boolean count() {
        return state.getAndUpdate(value -> value < 0 ? value : value + 1) >= 0;
    }

    void leave(Lease lease) {
        if (!revocable.isEmpty()) {
            revocable.remove(lease);
        }
        if (state.decrementAndGet() == CLOSED) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    int running() {
        return state.get() & Integer.MAX_VALUE;
    }

    /**
     * Lets nobody in any more, waits until everybody has left, and takes back the leases of those who did not; there is
     * less time from the moment somebody is in a hurry.
     */
    void drain(Duration patience, BooleanSupplier hurry) {
        state.getAndUpdate(value -> value | CLOSED);
        if (!empty(patience, hurry)) {
            revocable.forEach(Lease::revoke);
        }
    }

    private synchronized boolean empty(Duration patience, BooleanSupplier hurry) {
        long end = System.nanoTime() + patience.toNanos();
        boolean hurried = false;
        while (running() > 0) {
            if (!hurried && hurry.getAsBoolean()) {
                hurried = true;
                end = Math.min(end, System.nanoTime() + HURRIED.toNanos());
            }
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(Math.min(left, LOOK));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
