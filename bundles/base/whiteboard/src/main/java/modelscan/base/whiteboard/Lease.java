package modelscan.base.whiteboard;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use a service; until it is closed, the service's bundle is not stopped. */
public final class Lease implements AutoCloseable {
    private final Usage usage;
    private final Runnable onRevoke;
    private final AtomicBoolean over = new AtomicBoolean();

    Lease(Usage usage, Runnable onRevoke) {
        this.usage = usage;
        this.onRevoke = onRevoke;
    }

    /** Gives the service back; harmless when repeated. */
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            usage.leave(this);
        }
    }

    void revoke() {
        onRevoke.run();
    }
}
