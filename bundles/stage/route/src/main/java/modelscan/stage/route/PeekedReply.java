package modelscan.stage.route;

import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;

/** A reply whose first piece was looked at and is given again. */
final class PeekedReply implements Reply {
    private final Reply inner;
    private Optional<Piece> first;

    PeekedReply(Reply inner, Optional<Piece> first) {
        this.inner = inner;
        this.first = first;
    }

    @Override
    public Optional<Piece> next() {
        if (first.isEmpty()) {
            return inner.next();
        }
        Optional<Piece> given = first;
        first = Optional.empty();
        return given;
    }

    @Override
    public boolean ready() {
        return first.isPresent() || inner.ready();
    }

    @Override
    public Receipt receipt() {
        return inner.receipt();
    }

    @Override
    public void close() {
        inner.close();
    }
}
