package modelscan.stage.limit;

import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** An answer that begins again with another key when the provider refuses the first, as long as one has room. */
final class KeyedReply implements Reply {
    private final Supplier<Optional<Reply>> others;
    private volatile Reply current;
    private volatile boolean closed;
    private boolean begun;

    KeyedReply(Reply first, Supplier<Optional<Reply>> others) {
        this.current = first;
        this.others = others;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = current.next();
        while (!begun && !closed && piece.flatMap(Piece::failure).filter(KeyedReply::concernsTheKey).isPresent()) {
            // It is settled and learned from before another is asked.
            current.close();
            Optional<Reply> other = others.get();
            if (other.isEmpty()) {
                break;
            }
            current = other.get();
            if (closed) {
                current.close();
            }
            piece = current.next();
        }
        begun = true;
        return piece;
    }

    private static boolean concernsTheKey(Failure failure) {
        return failure.code() == ErrorCode.PROVIDER_KEY_REFUSED || failure.code() == ErrorCode.RATE_LIMITED
                || failure.code() == ErrorCode.QUOTA_EXHAUSTED;
    }

    @Override
    public boolean ready() {
        return current.ready();
    }

    @Override
    public Receipt receipt() {
        return current.receipt();
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
