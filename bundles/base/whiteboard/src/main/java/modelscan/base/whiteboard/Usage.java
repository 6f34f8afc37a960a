package modelscan.base.whiteboard;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who uses a part, and closes its door when the part is to go. */
final class Usage {
    // The sign bit says that the door is closed, the rest counts.
    private static final int CLOSED = Integer.MIN_VALUE;

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

    /** Lets nobody in any more, waits until everybody has left, and takes back the leases of those who did not. */
    void drain(Duration patience) {
        state.getAndUpdate(value -> value | CLOSED);
        if (!empty(patience)) {
            revocable.forEach(Lease::revoke);
        }
    }

    private boolean empty(Duration patience) {
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
