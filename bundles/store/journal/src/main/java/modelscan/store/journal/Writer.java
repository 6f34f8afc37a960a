package modelscan.store.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes, and those who wait for it.
 *
 * <p>While it forces one group to the disk the next one gathers, so that many wait for one turn of the disk.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 16 * 1024;
    private static final long MOST_BYTES = 32L << 20;
    private static final int GROUP = 1 << 20;
    /** From so many entries in the last group on, the next one is waited for a moment: the fewer turns of the disk, the more is left for the rest. */
    private static final int MANY = 3;
    private static final int ENOUGH = 64;
    private static final long MOMENT = 400_000;
    private static final long LOOK_AGAIN = 500;
    private static final long PATIENCE = 10_000;

    private final Tape tape;
    private final Guard guard;
    private final Thread thread = Thread.ofPlatform().daemon().name("modelscan journal").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Pending> queue = new ArrayDeque<>();
    private long waiting;
    private int before;
    private long next;
    private boolean closed;
    private volatile long end;
    private volatile Failure failure;

    Writer(Tape tape, Guard guard, long end) {
        this.tape = tape;
        this.guard = guard;
        this.next = end;
        this.end = end;
    }

    void start() {
        thread.start();
    }

    Pending append(String kind, byte[] data) {
        lock.lock();
        try {
            refuse();
            Pending entry = new Pending(next++, kind, data, Instant.now());
            queue.add(entry);
            waiting += data.length;
            if (queue.size() == 1) {
                filled.signal();
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** The position behind the last entry that is on disk. */
    long end() {
        return end;
    }

    Marks marks() {
        return tape.marks();
    }

    boolean healthy() {
        return failure == null && !guard.low();
    }

    /** Writes what waits, and takes nothing more; says whether nobody writes any longer. */
    boolean close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void refuse() {
        if (failure != null) {
            throw new FailureException(failure);
        }
        if (closed) {
            throw new FailureException(Reasons.closed());
        }
        if (guard.full()) {
            throw new FailureException(Reasons.full("hardly anything of the reserve is left"));
        }
        if (queue.size() >= MOST_WAITING || waiting >= MOST_BYTES) {
            throw new FailureException(Reasons.busy());
        }
    }

    private void run() {
        List<Pending> group = List.of();
        try (tape) {
            while (!over()) {
                group = take();
                if (!group.isEmpty()) {
                    tape.write(group);
                    end += group.size();
                    group.forEach(Pending::kept);
                    group = List.of();
                }
                guard.glance();
            }
        } catch (IOException | RuntimeException | Error broken) {
            stop(broken, group);
        }
    }

    private boolean over() {
        lock.lock();
        try {
            return closed && queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, as much as fits; nothing if the disk is to be looked at or all is over. */
    private List<Pending> take() {
        List<Pending> group = new ArrayList<>();
        lock.lock();
        try {
            await();
            gather();
            long bytes = 0;
            while (!queue.isEmpty() && (bytes == 0 || bytes + RecordForm.size(queue.peek()) <= GROUP)) {
                Pending entry = queue.poll();
                bytes += RecordForm.size(entry);
                waiting -= entry.data().length;
                group.add(entry);
            }
            before = group.size();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        boolean again = false;
        while (queue.isEmpty() && !closed && !again) {
            if (guard.low() || guard.behind()) {
                again = looksAgain();
            } else {
                filled.awaitUninterruptibly();
            }
        }
    }

    private void gather() {
        if (before < MANY || queue.size() >= ENOUGH || closed) {
            return;
        }
        try {
            filled.awaitNanos(MOMENT);
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean looksAgain() {
        try {
            return !filled.await(LOOK_AGAIN, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** Better to stop than to lose: what the disk did with the last bytes is not known any more. */
    private void stop(Throwable broken, List<Pending> group) {
        Failure why = Reasons.of(broken, guard);
        LOG.error("The journal takes nothing any more until it is started again", broken);
        List<Pending> lost = new ArrayList<>(group);
        lock.lock();
        try {
            failure = why;
            lost.addAll(queue);
            queue.clear();
        } finally {
            lock.unlock();
        }
        lost.forEach(entry -> entry.lost(why));
    }
}
