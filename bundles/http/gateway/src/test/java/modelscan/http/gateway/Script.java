package modelscan.http.gateway;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.StreamEvent;

/** A reply whose pieces the test gives one by one; it is silent in between, until it is closed. */
final class Script implements Reply {
    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<Optional<Piece>> pieces = new LinkedBlockingQueue<>();
    private volatile Receipt receipt = Receipt.EMPTY;

    Script say(String text) {
        pieces.add(Optional.of(Piece.of(new StreamEvent.TextDelta(0, text))));
        return this;
    }

    Script piece(Piece piece) {
        pieces.add(Optional.of(piece));
        return this;
    }

    Script end() {
        pieces.add(Optional.empty());
        return this;
    }

    Script with(Receipt grown) {
        receipt = grown;
        return this;
    }

    @Override
    public Optional<Piece> next() {
        try {
            Optional<Piece> piece = pieces.poll(20, TimeUnit.SECONDS);
            return piece == null ? Optional.empty() : piece;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public boolean ready() {
        return !pieces.isEmpty();
    }

    @Override
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public void close() {
        closed.countDown();
        end();
    }
}
