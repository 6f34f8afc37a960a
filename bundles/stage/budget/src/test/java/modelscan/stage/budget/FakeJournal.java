package modelscan.stage.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.store.Journal;

/** A journal in memory; it tells from where it was read. */
final class FakeJournal implements Journal {
    static final String SETTLED = "ledger";
    final List<Entry> entries = new ArrayList<>();
    final List<Long> reads = new ArrayList<>();
    private final Map<Long, Ledger.Entry> settled = new HashMap<>();
    private final Map<Ledger.Entry, Long> places = new HashMap<>();

    void settled(Ledger.Entry entry) {
        long position = append(SETTLED, new byte[0]).position();
        settled.put(position, entry);
        places.put(entry, position);
    }

    long place(Ledger.Entry entry) {
        return places.getOrDefault(entry, -1L);
    }

    Optional<Ledger.Entry> entry(Entry journaled) {
        return Optional.ofNullable(settled.get(journaled.position()));
    }

    @Override
    public synchronized Receipt append(String kind, byte[] data) {
        long position = entries.size();
        entries.add(new Entry(position, kind, Instant.EPOCH, data));
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
        return true;
    }
}
