package modelscan.api.gateway;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lets the receipt of another reply grow; a receipt that is asked for again and did not change is not made again. */
final class ReceiptedReply implements Reply {
    private final Reply inner;
    private final UnaryOperator<Receipt> change;
    private volatile Grown grown;

    private record Grown(Receipt from, Receipt to) {
    }

    ReceiptedReply(Reply inner, UnaryOperator<Receipt> change) {
        this.inner = inner;
        this.change = change;
    }

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
        Receipt now = inner.receipt();
        Grown known = grown;
        if (known == null || known.from != now) {
            known = new Grown(now, change.apply(now));
            grown = known;
        }
        return known.to;
    }

    @Override
    public void close() {
        inner.close();
    }
}
