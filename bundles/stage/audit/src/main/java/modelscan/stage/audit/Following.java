package modelscan.stage.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the table up to what stands in the journal.
 *
 * <p>Nobody else writes entries of this kind. So once all are in the table, what others write need not be read: the place
 * is moved on, and after a kill only what was written in the last minute is looked through.
 */
@Component(service = Following.class)
public final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final int SLICE = 20_000;

    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private Store store;
    private AuditTables tables;
    private long place;
    private boolean level;

    @Activate
    public Following(@Reference Surroundings around) {
        this.around = around;
    }

    /** Lets an entry be written, which answers its position; no other one is written meanwhile. */
    void alone(LongSupplier writing) {
        lock.lock();
        boolean was = level;
        level = false;
        try {
            long position = writing.getAsLong();
            // All of ours before it are in the table, so it is read from here on.
            place = was ? Math.max(place, position) : place;
        } finally {
            lock.unlock();
        }
    }

    /** The table, with all that was written before. */
    AuditTables upToDate() {
        AuditTables there = slice();
        while (!level()) {
            there = slice();
        }
        return there;
    }

    private boolean level() {
        lock.lock();
        try {
            return level;
        } finally {
            lock.unlock();
        }
    }

    // In slices, so that a change need not wait until a long journal was read.
    private AuditTables slice() {
        lock.lock();
        try {
            Journal journal = around.journal();
            AuditTables there = opened();
            long end = journal.end();
            if (place > end) {
                LOG.error("the table of the audit trail knows entry {} of a journal that ends at {}: it is made anew", place, end);
                there.clear();
                place = 0;
                level = false;
            }
            if (level) {
                move(there, List.of(), end);
            } else {
                read(journal, there);
                level = place >= end;
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    private void read(Journal journal, AuditTables there) {
        List<Journal.Entry> found = new ArrayList<>();
        long next = place;
        try (Journal.Entries entries = journal.read(place)) {
            while (next < place + SLICE && entries.hasNext()) {
                Journal.Entry entry = entries.next();
                next = entry.position() + 1;
                if (entry.kind().equals(Trail.KIND)) {
                    found.add(entry);
                }
            }
        }
        move(there, found, next);
    }

    private void move(AuditTables there, List<Journal.Entry> found, long next) {
        if (next != place) {
            there.write(found, next);
            place = next;
        }
    }

    private AuditTables opened() {
        Store now = around.store();
        if (tables == null || now != store) {
            tables = AuditTables.in(now);
            store = now;
            place = tables.place();
            level = false;
        }
        return tables;
    }
}
