package modelscan.api.gateway;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lets the receipt of another reply grow. */
record ReceiptedReply(Reply inner, UnaryOperator<Receipt> change) implements Reply {
    @Override
    public Optional<Piece> next() {
        return inner.next();
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public Receipt receipt() {
        return change.apply(inner.receipt());
    }

    @Override
    public void close() {
        inner.close();
    }
}
