package modelscan.stage.account;

import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * A reply whose end is held back until its entry is on disk: who has a complete answer is in the ledger.
 *
 * <p>From the piece on that tells why the answer ended, each piece is given when the one behind it is there. Nothing before
 * it waits.
 */
final class AccountedReply implements Reply {
    private final Reply inner;
    private final Running running;
    private Optional<Piece> kept = Optional.empty();
    private volatile boolean ended;
    private volatile Optional<Failure> unwritten = Optional.empty();

    AccountedReply(Reply inner, Running running) {
        this.inner = inner;
        this.running = running;
    }

    @Override
    public Optional<Piece> next() {
        if (ended) {
            return Optional.empty();
        }
        if (kept.isPresent()) {
            return held();
        }
        Optional<Piece> piece = pull();
        if (piece.isEmpty()) {
            return end().map(Piece::failed);
        }
        if (inner.receipt().finish().isEmpty()) {
            return piece;
        }
        kept = piece;
        return held();
    }

    private Optional<Piece> held() {
        Optional<Piece> given = kept;
        kept = pull();
        if (kept.isPresent()) {
            return given;
        }
        Optional<Failure> lost = end();
        return lost.isPresent() ? lost.map(Piece::failed) : given;
    }

    private Optional<Piece> pull() {
        try {
            Optional<Piece> piece = inner.next();
            piece.filter(present -> present.failure().isEmpty()).ifPresent(running.heard()::add);
            return piece;
        } catch (FailureException expected) {
            settle(false, Optional.of(expected.failure().code()));
            throw expected;
        } catch (RuntimeException | Error fault) {
            settle(false, Optional.of(ErrorCode.INTERNAL));
            throw fault;
        }
    }

    private Optional<Failure> end() {
        ended = true;
        Optional<Failure> lost = Optional.empty();
        try {
            running.settle(inner.receipt(), false, Optional.empty()).ifPresent(Journal.Receipt::await);
            running.leave();
        } catch (FailureException storage) {
            lost = running.serves() || inner.receipt().failure().isPresent() ? Optional.empty() : Optional.of(storage.failure());
        }
        unwritten = lost;
        return lost;
    }

    private void settle(boolean left, Optional<ErrorCode> fault) {
        try {
            running.settle(inner.receipt(), left, fault);
        } catch (FailureException storage) {
            // Nobody is told that it is complete.
        }
    }

    @Override
    public boolean ready() {
        return ended || inner.ready();
    }

    @Override
    public Receipt receipt() {
        Receipt receipt = inner.receipt();
        return unwritten.map(receipt::failing).orElse(receipt);
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            settle(!ended, Optional.empty());
            running.leave();
        }
    }
}
