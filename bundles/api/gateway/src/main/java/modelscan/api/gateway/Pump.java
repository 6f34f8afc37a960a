package modelscan.api.gateway;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Pulls a reply on a thread of its own, a few pieces in advance. */
final class Pump implements Intake {
    private static final int AHEAD = 16;
    private final Reply source;
    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>(AHEAD);
    private Thread thread;
    private boolean over;

    Pump(Reply source) {
        this.source = source;
    }

    @Override
    public Taken take(Duration wait) {
        if (over) {
            return new Taken.Over();
        }
        start();
        try {
            Taken next = taken.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
            over = next instanceof Taken.Over;
            return next == null ? new Taken.Late() : next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            over = true;
            return new Taken.Came(Piece.failed(Failure.of(ErrorCode.CANCELLED, "the reader was interrupted")));
        }
    }

    // Nothing is pulled before somebody wants it.
    private void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("pump").start(this::pull);
        }
    }

    private void pull() {
        try {
            for (var piece = source.next(); piece.isPresent(); piece = source.next()) {
                taken.put(new Taken.Came(piece.get()));
            }
            taken.put(new Taken.Over());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public boolean ready() {
        return !taken.isEmpty();
    }

    @Override
    public Receipt receipt() {
        return source.receipt();
    }

    @Override
    public void close() {
        source.close();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
