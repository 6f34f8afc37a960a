package modelscan.core.jobs;

import java.io.IOException;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job in memory: what is known of it, and how it is stopped. */
final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final Shelf shelf;
    private final Cancellation cancellation = new Cancellation();
    private volatile Entry entry;
    private Reply reply = Reply.of();
    private boolean stopping;

    Work(Shelf shelf, Entry entry) {
        this.shelf = shelf;
        this.entry = entry;
        if (entry.cancelling()) {
            cancellation.cancel();
        }
    }

    Entry entry() {
        return entry;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Changes what is on disk, then what is seen; where the disk does not take it, it is seen all the same. */
    synchronized void keep(UnaryOperator<Entry> change) {
        Entry next = change.apply(entry);
        try {
            shelf.keep(next);
        } catch (IOException full) {
            LOG.warn("Job {} could not be kept as {}; a restart would not know it", next.job().id(), next.job().state(), full);
        }
        entry = next;
    }

    /** Changes what is seen; a restart does not need to know. */
    synchronized void show(UnaryOperator<Entry> change) {
        entry = change.apply(entry);
    }

    /** Wants it to stop; false if it is over. */
    boolean cancel() {
        synchronized (this) {
            if (entry.over()) {
                return false;
            }
            if (!entry.cancelling()) {
                keep(Entry::cancelled);
            }
        }
        cancellation.cancel();
        return true;
    }

    /** What is being pulled now; closed at once if the bundle stops. */
    void pulling(Reply current) {
        boolean late;
        synchronized (this) {
            reply = current;
            late = stopping;
        }
        if (late) {
            current.close();
        }
    }

    /** Lets go of the connection; the job itself goes on at the provider. */
    void stop() {
        Reply current;
        synchronized (this) {
            stopping = true;
            current = reply;
        }
        current.close();
    }

    synchronized boolean stopping() {
        return stopping;
    }
}
