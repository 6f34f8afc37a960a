package modelscan.stage.limit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;

/** An answer whose limits are settled at its end; what its headers told is learned at its beginning. */
final class LimitedReply implements Reply {
    private final Reply inner;
    private final Settlement settlement;
    private final AtomicBoolean done = new AtomicBoolean();
    private boolean begun;

    LimitedReply(Reply inner, Settlement settlement) {
        this.inner = inner;
        this.settlement = settlement;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        if (!begun) {
            begun = true;
            settlement.began(inner.receipt());
        }
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
            settlement.ended(inner.receipt());
        }
    }
}
