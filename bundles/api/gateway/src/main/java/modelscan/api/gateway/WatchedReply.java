package modelscan.api.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs an action once at the end of another reply, however that comes. */
final class WatchedReply implements Reply {
    private final Reply inner;
    private final Consumer<Receipt> action;
    private final AtomicBoolean done = new AtomicBoolean();

    WatchedReply(Reply inner, Consumer<Receipt> action) {
        this.inner = inner;
        this.action = action;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        if (piece.isEmpty()) {
            finish();
        }
        return piece;
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public Receipt receipt() {
        return inner.receipt();
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            finish();
        }
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            action.accept(inner.receipt());
        }
    }
}
