package modelscan.api.gateway;

import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.model.StreamEvent;

/** Shows every event that passes to an observer. */
record TappedReply(Reply inner, Consumer<StreamEvent> observer) implements Reply {
    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        piece.ifPresent(present -> present.events().forEach(observer));
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
        inner.close();
    }
}
