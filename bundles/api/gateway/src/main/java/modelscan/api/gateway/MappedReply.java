package modelscan.api.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.model.StreamEvent;

/** Replaces events; pieces left alone keep their frames. */
record MappedReply(Reply inner, Function<StreamEvent, List<StreamEvent>> change) implements Reply {
    @Override
    public Optional<Piece> next() {
        return inner.next().map(this::mapped);
    }

    private Piece mapped(Piece piece) {
        List<StreamEvent> before = piece.events();
        List<StreamEvent> after = new ArrayList<>(before.size());
        before.forEach(event -> after.addAll(change.apply(event)));
        return after.equals(before) ? piece : Piece.of(after);
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
