package modelscan.base.process;

import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * Bytes on their way from the thread that reads a child to whoever wants them.
 *
 * <p>Reading the child itself would hold on to a carrier of virtual threads; and a child that nobody listens to has to wait.
 */
final class Pipe extends InputStream {
    private final byte[] ring = new byte[64 * 1024];
    private final Supplier<Optional<Failure>> verdict;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int start;
    private int count;
    private boolean ended;
    private boolean abandoned;
    private boolean full;

    Pipe(Supplier<Optional<Failure>> verdict) {
        this.verdict = verdict;
    }

    /** Waits until all bytes have found room; false when nobody wants them any more. */
    boolean write(byte[] bytes, int length) {
        int written = 0;
        lock.lock();
        try {
            while (written < length && !abandoned) {
                full = count == ring.length;
                if (full) {
                    changed.awaitUninterruptibly();
                    continue;
                }
                int at = (start + count) % ring.length;
                int step = Math.min(length - written, Math.min(ring.length - count, ring.length - at));
                System.arraycopy(bytes, written, ring, at, step);
                written += step;
                count += step;
                changed.signalAll();
            }
            full = false;
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the child has to wait for its reader. */
    boolean full() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            while (count == 0 && !ended && !abandoned) {
                changed.await();
            }
            return count == 0 || abandoned ? atEnd() : taken(target, offset, length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "reading the program's answer was interrupted"));
        } finally {
            lock.unlock();
        }
    }

    private int taken(byte[] target, int offset, int length) {
        int step = Math.min(length, Math.min(count, ring.length - start));
        System.arraycopy(ring, start, target, offset, step);
        start = (start + step) % ring.length;
        count -= step;
        changed.signalAll();
        return step;
    }

    // An answer cut by us must not look like one that came to its end.
    private int atEnd() {
        Optional<Failure> why = verdict.get();
        if (why.isPresent()) {
            throw new FailureException(why.get());
        }
        return -1;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants the bytes any more; the child may write as it likes, and is not heard. */
    @Override
    public void close() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
