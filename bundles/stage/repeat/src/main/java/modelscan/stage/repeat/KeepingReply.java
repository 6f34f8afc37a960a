package modelscan.stage.repeat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;

/** An answer on its way, of which a copy is kept if it comes to a good end. */
final class KeepingReply implements Reply {
    /** What a piece takes beside its bytes, roughly. */
    private static final int PIECE = 256;

    private final Reply inner;
    private final Memory.Place place;
    private final Memory memory;
    private final List<Piece> pieces = new ArrayList<>();
    private long bytes;
    private boolean worth = true;

    KeepingReply(Reply inner, Memory.Place place, Memory memory) {
        this.inner = inner;
        this.place = place;
        this.memory = memory;
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        if (piece.isPresent()) {
            take(piece.get());
        } else {
            end();
        }
        return piece;
    }

    private void take(Piece piece) {
        bytes += PIECE + piece.size();
        worth &= piece.failure().isEmpty() && bytes <= memory.longest();
        if (worth) {
            pieces.add(piece);
        } else {
            pieces.clear();
        }
    }

    private void end() {
        Receipt receipt = inner.receipt();
        if (worth && receipt.failure().isEmpty()) {
            memory.keep(place, new Memory.Answer(List.copyOf(pieces), receipt, bytes));
        } else {
            memory.forget(place);
        }
        worth = false;
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
            memory.forget(place);
        }
    }
}
