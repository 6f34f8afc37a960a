package modelscan.stage.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.store.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some entries of the journal, as they will change the tables. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final List<Row> entries = new ArrayList<>();
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
        if (entry.kind().equals(Desk.SETTLED)) {
            EntryReading.entry(entry.data()).ifPresentOrElse(booked -> take(entry, booked), () -> LOG.warn(
                    "entry {} of the journal is of kind {}, but is not understood and is left out", entry.position(), entry.kind()));
        }
    }

    private void take(Journal.Entry entry, Booked booked) {
        if (listsRefused || booked.status() != Status.REFUSED) {
            entries.add(new Row(entry.position(), booked, entry.data()));
            DayKey.spread(booked, (key, tally) -> days.merge(key, tally, Tally::plus));
        }
    }

    /** A settled request, and how it stands in the journal. */
    record Row(long place, Booked booked, byte[] text) {
    }

    /** Settled requests in the order of the journal. */
    List<Row> entries() {
        return entries;
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
