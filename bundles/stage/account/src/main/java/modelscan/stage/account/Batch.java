package modelscan.stage.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.store.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some entries of the journal, as they will change the tables. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final List<Row> entries = new ArrayList<>();
    private final Map<String, byte[]> opened = new LinkedHashMap<>();
    private final Set<String> closed = new LinkedHashSet<>();
    private final Map<DayKey, Tally> days = new LinkedHashMap<>();
    private final boolean listsRefused;
    private long next;

    Batch(long from, boolean listsRefused) {
        this.next = from;
        this.listsRefused = listsRefused;
    }

    /** Takes the next entry of the journal, whosever it is. */
    void take(Journal.Entry entry) {
        next = entry.position() + 1;
        switch (entry.kind()) {
            case Desk.BEGUN -> read(entry, EntryReading.begun(entry.data())).ifPresent(begun -> opened.put(begun.request(), entry.data()));
            case Desk.SETTLED -> read(entry, EntryReading.entry(entry.data())).ifPresent(booked -> take(entry, booked));
            default -> { }
        }
    }

    private void take(Journal.Entry entry, Booked booked) {
        String request = booked.entry().request();
        if (opened.remove(request) == null) {
            closed.add(request);
        }
        if (listsRefused || booked.status() != Status.REFUSED) {
            entries.add(new Row(entry.position(), booked, entry.data()));
            DayKey.spread(booked, (key, tally) -> days.merge(key, tally, Tally::plus));
        }
    }

    private static <T> Optional<T> read(Journal.Entry entry, Optional<T> read) {
        if (read.isEmpty()) {
            LOG.warn("entry {} of the journal is of kind {}, but is not understood and is left out", entry.position(), entry.kind());
        }
        return read;
    }

    /** A settled request, and how it stands in the journal. */
    record Row(long place, Booked booked, byte[] text) {
    }

    /** Settled requests in the order of the journal. */
    List<Row> entries() {
        return entries;
    }

    /** Requests that began and did not end here, by id, as they stand in the journal. */
    Map<String, byte[]> opened() {
        return opened;
    }

    /** Requests that are no longer open as they were before. */
    Set<String> touched() {
        Set<String> touched = new LinkedHashSet<>(closed);
        touched.addAll(opened.keySet());
        return touched;
    }

    /** What is added to daily sums. */
    Map<DayKey, Tally> days() {
        return days;
    }

    /** The position behind the last entry. */
    long next() {
        return next;
    }
}
