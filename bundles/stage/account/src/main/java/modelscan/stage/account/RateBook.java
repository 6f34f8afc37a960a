package modelscan.stage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rates that somebody set: kept in the store, read from memory, their changes told to the audit trail. */
@Component(service = RateBook.class)
public final class RateBook {
    static final int MOST = 250_000;
    private static final Logger LOG = LoggerFactory.getLogger(RateBook.class);
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(1);
    private static final int TOLD_AT_ONCE = 500;

    private final Surroundings around;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Shelf shelf = Shelf.EMPTY;
    private volatile long tried;
    private boolean broken;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    /** What was read from a store; empty before. */
    private record Shelf(Optional<Store> of, RateTable table) {
        static final Shelf EMPTY = new Shelf(Optional.empty(), RateTable.EMPTY);
    }

    /** What became of changes. */
    record Report(int changed, int same, int removed) {
    }

    @Activate
    public RateBook(@Reference Surroundings around) {
        this(around, InstantSource.system(), System::nanoTime);
    }

    RateBook(Surroundings around, InstantSource clock, LongSupplier nanos) {
        this.around = around;
        this.clock = clock;
        this.nanos = nanos;
        this.tried = nanos.getAsLong() - AGAIN;
    }

    /** The same, which tells this one. */
    RateBook telling(Audit known) {
        audit = known;
        return this;
    }

    /** What is kept. The first who asks waits until it is read; while it cannot be, no rate is known. */
    RateTable table() {
        Optional<Store> store = around.store();
        Shelf known = shelf;
        return store.isEmpty() || store.equals(known.of()) ? known.table() : read(store.get());
    }

    private RateTable read(Store store) {
        if (nanos.getAsLong() - tried < AGAIN) {
            return shelf.table();
        }
        lock.lock();
        try {
            boolean missing = shelf.of().filter(store::equals).isEmpty();
            if (missing && nanos.getAsLong() - tried >= AGAIN) {
                shelf = new Shelf(Optional.of(store), new RateTable(RateStore.in(store).all()));
                broken = false;
            }
        } catch (FailureException refused) {
            tried = nanos.getAsLong();
            if (!broken) {
                LOG.warn("rates of currencies are not known: {}", refused.failure().message());
            }
            broken = true;
        } finally {
            lock.unlock();
        }
        return shelf.table();
    }

    /** Makes all changes, or none. */
    Report change(List<RateChange> changes, String author) {
        Store store = around.store().orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNAVAILABLE,
                "rates cannot be kept, the store is not there; './modelscan exec ms:why modelscan.store.sql' tells why")));
        lock.lock();
        try {
            RateStore kept = RateStore.in(store);
            RateTable before = new RateTable(kept.all());
            List<RateChange> real = changes.stream().filter(change -> !said(before, change)).toList();
            if (before.size() + real.size() > MOST) {
                throw RateForm.wrong("the rates", "no more than " + MOST + " can be kept; take old ones away first");
            }
            if (!real.isEmpty()) {
                told(before, real, author, () -> kept.write(real, clock.instant(), author));
            }
            shelf = new Shelf(Optional.of(store), after(before, real));
            int removed = (int) real.stream().filter(change -> change.rate().isEmpty()).count();
            return new Report(real.size() - removed, changes.size() - real.size(), removed);
        } finally {
            lock.unlock();
        }
    }

    private static boolean said(RateTable table, RateChange change) {
        Optional<Rate> before = table.of(change.pair(), change.day());
        return change.rate().isPresent() ? before.filter(change.rate().get()::same).isPresent() : before.isEmpty();
    }

    private static RateTable after(RateTable before, List<RateChange> changes) {
        Map<RateChange.Place, Rate> all = new HashMap<>();
        before.all().forEach(rate -> all.put(new RateChange.Place(rate.pair(), rate.day()), rate));
        changes.forEach(change -> change.rate().ifPresentOrElse(rate -> all.put(change.place(), rate), () -> all.remove(change.place())));
        return new RateTable(all.values());
    }

    // What is told at once stays small: a file may have thousands of lines.
    private void told(RateTable before, List<RateChange> changes, String author, Runnable work) {
        Audit known = audit;
        List<Audit.Change> told = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += TOLD_AT_ONCE) {
            told.add(told(before, changes.subList(from, Math.min(changes.size(), from + TOLD_AT_ONCE)), author));
        }
        if (known == null) {
            work.run();
            told.forEach(change -> LOG.info("{} by {}: {}", change.action(), change.actor(), change.subject()));
            return;
        }
        making(known, told, work);
    }

    // Each is taken before anything is made, and taken back if it is not.
    private static void making(Audit audit, List<Audit.Change> changes, Runnable work) {
        audit.making(changes.getFirst(), () -> {
            if (changes.size() == 1) {
                work.run();
            } else {
                making(audit, changes.subList(1, changes.size()), work);
            }
            return null;
        });
    }

    private static Audit.Change told(RateTable before, List<RateChange> changes, String author) {
        ArrayNode old = Json.array();
        ArrayNode now = Json.array();
        changes.forEach(change -> {
            before.of(change.pair(), change.day()).map(RateForm::write).ifPresent(old::add);
            change.rate().map(RateForm::write).ifPresent(now::add);
        });
        RateChange first = changes.getFirst();
        String subject = first.pair().text() + " " + first.day() + (changes.size() == 1 ? "" : " and " + (changes.size() - 1) + " more");
        return new Audit.Change(author, "rates.changed", subject, some(old), some(now));
    }

    private static JsonNode some(ArrayNode rates) {
        return rates.isEmpty() ? NullNode.getInstance() : rates;
    }
}
