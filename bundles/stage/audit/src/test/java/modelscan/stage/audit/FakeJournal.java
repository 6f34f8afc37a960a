package modelscan.stage.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A journal in memory; it can break, and it tells from where it was read. */
final class FakeJournal implements Journal {
    final List<Entry> entries = new ArrayList<>();
    final List<Long> reads = new ArrayList<>();
    boolean broken;

    /** What others write into it. */
    void others(int count) {
        for (int i = 0; i < count; i++) {
            append("ledger", new byte[] {'{', '}'});
        }
    }

    @Override
    public synchronized Receipt append(String kind, byte[] data) {
        if (broken) {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is gone").because("storage_failed"));
        }
        long position = entries.size();
        entries.add(new Entry(position, kind, Instant.EPOCH.plusSeconds(position), data));
        return new Receipt() {
            @Override
            public long position() {
                return position;
            }

            @Override
            public void await() {
                // It is on this disk at once.
            }
        };
    }

    @Override
    public synchronized Entries read(long from) {
        reads.add(from);
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
        return entries.size();
    }

    @Override
    public boolean healthy() {
        return !broken;
    }
}
