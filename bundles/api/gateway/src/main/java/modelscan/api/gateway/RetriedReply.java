package modelscan.api.gateway;

import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.model.ErrorCode;

/** Asks again as long as a reply begins with a failure that may pass. */
final class RetriedReply implements Reply {
    private final Supplier<Reply> again;
    private int left;
    private boolean begun;
    private boolean closed;
    private Reply inner;

    RetriedReply(Reply first, int times, Supplier<Reply> again) {
        this.inner = first;
        this.left = times;
        this.again = again;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = current().next();
        while (!begun && left > 0 && passing(piece) && renew()) {
            piece = current().next();
        }
        begun = true;
        return piece;
    }

    private static boolean passing(Optional<Piece> piece) {
        return piece.flatMap(Piece::failure).filter(failure -> failure.code().retry() == ErrorCode.Retry.AGAIN).isPresent();
    }

    private synchronized Reply current() {
        return inner;
    }

    // Whoever closes from another thread must not be answered by a call that begins only then.
    private synchronized boolean renew() {
        if (closed) {
            return false;
        }
        left--;
        inner.close();
        inner = again.get();
        return true;
    }

    @Override
    public boolean ready() {
        return begun && current().ready();
    }

    @Override
    public Receipt receipt() {
        return current().receipt();
    }

    @Override
    public synchronized void close() {
        closed = true;
        inner.close();
    }
}
