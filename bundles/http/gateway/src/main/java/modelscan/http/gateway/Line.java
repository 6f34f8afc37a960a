package modelscan.http.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A client's connection that notices when the client goes away while its call is being answered.
 *
 * <p>Jetty does not read while a call is answered. A call that takes a while is therefore {@linkplain #tick watched}: the
 * line asks the selector for itself. What it reads then, a request sent ahead, it keeps and hands to Jetty later.
 */
final class Line extends SocketChannelEndPoint {
    private static final int MOST_KEPT = 4 << 10;
    private static final IOException WITHDRAWN = new IOException("no longer watched");

    private final Executor workers;
    private final Object lock = new Object();
    private final Callback watch = new Watch();
    private volatile Guest guest;
    private boolean seen;
    private boolean watched;
    private ByteBuffer kept;
    private volatile boolean answering;
    private volatile long headSince;

    /** Who is to be told; returns at once. */
    @FunctionalInterface
    interface Guest {
        void gone();
    }

    Line(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Executor workers) {
        super(channel, selector, key, scheduler);
        this.workers = workers;
    }

    /** The request is read completely and its answer not begun to end: until {@link #leave} nobody else reads. */
    void serve(Guest newGuest) {
        synchronized (lock) {
            guest = newGuest;
            seen = false;
        }
    }

    /** From now on Jetty may read again; to be called before the last bytes of the answer are sent. */
    void leave() {
        synchronized (lock) {
            guest = null;
            if (watched) {
                watched = false;
                getFillInterest().onFail(WITHDRAWN);
            }
        }
        answering = false;
    }

    /** The head of a request is complete. */
    void headRead() {
        answering = true;
        headSince = 0;
    }

    /** Looks after the line, again and again; {@code now} and {@code longest} in nanoseconds. */
    void tick(long now, long longest) {
        long since = headSince;
        if (since != 0 && now - since > longest) {
            close(new TimeoutException("the head of a request did not come in time"));
        }
        if (guest == null) {
            return;
        }
        if (isOpen()) {
            watchOld();
        } else {
            tellGuest();
        }
    }

    private void watchOld() {
        synchronized (lock) {
            if (guest == null || watched) {
                return;
            }
            // Most calls are answered between two ticks and cost nothing here.
            if (seen) {
                watch();
            }
            seen = true;
        }
    }

    private void watch() {
        if (kept == null || BufferUtil.space(kept) > 0) {
            // When it says no, then because of an earlier call of ours that is on its way: nobody else reads now.
            super.tryFillInterested(watch);
            watched = true;
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        synchronized (lock) {
            if (kept != null) {
                int moved = BufferUtil.append(buffer, kept);
                kept = kept.hasRemaining() ? kept : null;
                return moved;
            }
        }
        int filled = super.fill(buffer);
        if (filled > 0 && !answering && headSince == 0) {
            headSince = System.nanoTime() | 1;
        }
        return filled;
    }

    @Override
    public void fillInterested(Callback callback) {
        if (!deliverKept(callback)) {
            super.fillInterested(callback);
        }
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        return deliverKept(callback) || super.tryFillInterested(callback);
    }

    private boolean deliverKept(Callback callback) {
        synchronized (lock) {
            if (kept == null) {
                return false;
            }
        }
        workers.execute(callback::succeeded);
        return true;
    }

    /** The selector says there is something to read: the end, or a request sent ahead. */
    private void look() {
        synchronized (lock) {
            if (!watched) {
                return;
            }
            watched = false;
            if (readAhead()) {
                watch();
                return;
            }
        }
        tellGuest();
    }

    /** False if the client is gone. */
    private boolean readAhead() {
        if (kept == null) {
            kept = BufferUtil.allocate(MOST_KEPT);
        }
        try {
            return super.fill(kept) >= 0;
        } catch (IOException broken) {
            return false;
        } finally {
            kept = kept.hasRemaining() ? kept : null;
        }
    }

    /** Tells who is being served, once, that it is over. */
    void tellGuest() {
        Guest left;
        synchronized (lock) {
            left = guest;
            guest = null;
        }
        if (left != null) {
            left.gone();
        }
    }

    private final class Watch implements Callback {
        @Override
        public void succeeded() {
            look();
        }

        @Override
        public void failed(Throwable cause) {
            synchronized (lock) {
                watched = false;
            }
            // A silent answer is no reason to give up: the next tick watches again.
            if (cause != WITHDRAWN && !(cause instanceof TimeoutException)) {
                tellGuest();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
