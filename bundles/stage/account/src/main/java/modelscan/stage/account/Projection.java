package modelscan.stage.account;

import java.time.Duration;
import java.util.Optional;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to what stands in the journal, and settles what the last process left open. */
final class Projection {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final int BATCH = 4000;

    private final Desk desk;
    private Store store;
    private LedgerTables tables;
    private long place;
    private boolean orphansSettled;

    Projection(Desk desk) {
        this.desk = desk;
    }

    /**
     * The tables, with everything that was on disk when this was called.
     *
     * @throws FailureException with UNAVAILABLE if there are none, or if that takes longer than allowed
     */
    LedgerTables upToDate(Duration patience) {
        advance();
        long end = journal().end();
        long until = desk.time().nanos() + patience.toNanos();
        while (advance() < end) {
            if (desk.time().nanos() - until > 0) {
                throw new FailureException(unavailable("its tables are being brought up to date").after(Duration.ofSeconds(5)));
            }
        }
        return opened();
    }

    /** Takes the next entries of the journal, if there are any; the position behind the last one taken. */
    synchronized long advance() {
        Journal journal = journal();
        LedgerTables there = opened();
        if (!orphansSettled) {
            new Orphans(desk).settle(journal);
            orphansSettled = true;
        }
        if (place > journal.end()) {
            LOG.error("the tables of the ledger know entry {} of a journal that ends at {}: they are made anew", place, journal.end());
            there.clear();
            place = 0;
        }
        if (place < journal.end()) {
            Batch batch = batch(journal);
            there.write(batch);
            place = batch.next();
        }
        return place;
    }

    private Batch batch(Journal journal) {
        Batch batch = new Batch(place, desk.settings().listsRefused());
        try (Journal.Entries entries = journal.read(place)) {
            for (int taken = 0; taken < BATCH && entries.hasNext(); taken++) {
                batch.take(entries.next());
            }
        }
        return batch;
    }

    /** The tables as they are, behind the journal or not. */
    synchronized LedgerTables opened() {
        Store now = desk.around().store().orElseThrow(() -> new FailureException(unavailable("there is no store")));
        if (tables == null || now != store) {
            tables = LedgerTables.in(now);
            store = now;
            place = tables.place();
        }
        return tables;
    }

    Journal journal() {
        Optional<Journal> journal = desk.around().journal();
        return journal.orElseThrow(() -> new FailureException(unavailable("there is no journal")));
    }

    private static Failure unavailable(String why) {
        return Failure.of(ErrorCode.UNAVAILABLE, "the ledger cannot be read now: " + why).because("storage_failed");
    }
}
