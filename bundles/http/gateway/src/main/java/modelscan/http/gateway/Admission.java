package modelscan.http.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls being served and lets in only so many. */
final class Admission {
    private final int most;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean closed;

    Admission(int most) {
        this.most = most;
    }

    /** Takes a place; false if there is none. Who gets one gives it back by {@link #leave}. */
    boolean enter() {
        if (running.incrementAndGet() <= most && !closed) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        int left = running.decrementAndGet();
        if (closed && left <= 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    boolean closed() {
        return closed;
    }

    int running() {
        return running.get();
    }

    /** Lets nobody in any more, and waits until everybody has left; false if that took too long. */
    boolean drain(Duration patience) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (running.get() > 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        }
        return true;
    }
}
