package modelscan.stage.account;

import java.util.Iterator;
import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Usage;

/** Frames as a provider of the caller's dialect sends them: nobody reads them, the receipt tells what is known. */
final class Framed implements Reply {
    private final Iterator<Piece> pieces;
    private final Usage usage;
    private boolean ended;

    Framed(Iterator<Piece> pieces, Usage usage) {
        this.pieces = pieces;
        this.usage = usage;
    }

    @Override
    public Optional<Piece> next() {
        ended = !pieces.hasNext();
        return ended ? Optional.empty() : Optional.of(pieces.next());
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Receipt receipt() {
        Receipt receipt = Receipt.EMPTY.from(Rig.GROQ, 1).using(usage).costing(Rig.MODEL.prices().orElseThrow().cost(usage));
        return ended ? receipt.ending(FinishReason.STOP) : receipt;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
