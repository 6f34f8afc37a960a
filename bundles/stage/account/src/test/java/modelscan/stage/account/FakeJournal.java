package modelscan.stage.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A journal in memory; it can break, and be cut as by a power failure. */
final class FakeJournal implements Journal {
    private final List<Entry> entries = new ArrayList<>();
    volatile Runnable onAwait = () -> { };
    volatile boolean full;
    volatile boolean losing;
    /** How many of the latest are not on disk yet. */
    volatile int behind;

    @Override
    public synchronized Receipt append(String kind, byte[] data) {
        if (full) {
            throw broken();
        }
        long position = entries.size();
        entries.add(new Entry(position, kind, Instant.EPOCH, data));
        return new Receipt() {
            @Override
            public long position() {
                return position;
            }

            @Override
            public void await() {
                onAwait.run();
                if (losing) {
                    throw broken();
                }
            }
        };
    }

    @Override
    public synchronized Entries read(long from) {
        Iterator<Entry> rest = List.copyOf(entries.subList((int) from, entries.size())).iterator();
        return new Entries() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public Entry next() {
                return rest.next();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public synchronized long end() {
        return Math.max(0, entries.size() - behind);
    }

    @Override
    public boolean healthy() {
        return !full;
    }

    synchronized int size() {
        return entries.size();
    }

    /** What of it was on disk when the power went. */
    synchronized FakeJournal cut(int left) {
        FakeJournal after = new FakeJournal();
        after.entries.addAll(entries.subList(0, left));
        return after;
    }

    synchronized List<Booked> settled() {
        return entries.stream().filter(entry -> entry.kind().equals(Desk.SETTLED))
                .map(entry -> EntryReading.entry(entry.data()).orElseThrow()).toList();
    }

    synchronized List<String> kinds() {
        return entries.stream().map(Entry::kind).toList();
    }

    private static FailureException broken() {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is gone").because("storage_failed"));
    }
}
