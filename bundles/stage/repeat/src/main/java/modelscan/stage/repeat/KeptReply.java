package modelscan.stage.repeat;

import java.util.Iterator;
import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;

/** An answer that was given before. */
final class KeptReply implements Reply {
    private final Memory.Answer answer;
    private final Iterator<Piece> left;

    KeptReply(Memory.Answer answer) {
        this.answer = answer;
        this.left = answer.pieces().iterator();
    }

    @Override
    public Optional<Piece> next() {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Receipt receipt() {
        return answer.receipt().fromCache();
    }

    @Override
    public void close() {
        // Nobody was called for it.
    }
}
