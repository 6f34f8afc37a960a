package modelscan.stage.account;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import modelscan.api.gateway.Budgets;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger to read in: tables that follow the journal in the background. */
@Component(service = {Ledger.class, Rates.class, Books.class})
public final class Books implements Ledger, Rates {
    private static final Logger LOG = LoggerFactory.getLogger(Books.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final long PAUSE = 250;
    private static final long LASTING = TimeUnit.SECONDS.toNanos(5);
    private static final int PAGE = 1000;

    private final Desk desk;
    private final Projection projection;
    private final Calm calm = new Calm();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long pause = PAUSE;
    private String problem = "";
    private long since;
    private String told = "";
    private LocalDate swept = LocalDate.MIN;

    @Activate
    public Books(@Reference Surroundings around, @Reference Settings settings, @Reference Register register) {
        this(Desk.of(around, settings, register));
        Thread.ofPlatform().daemon().name("modelscan ledger").start(this::follow);
    }

    Books(Desk desk) {
        this.desk = desk;
        this.projection = new Projection(desk);
    }

    @Deactivate
    void deactivate() {
        stopped.countDown();
    }

    @Override
    public void read(Instant since, Consumer<Entry> reader) {
        read(since, Long.MAX_VALUE, Map.of(), reader);
    }

    // Budgets wait for this after a start: what is not in the tables yet is read from the journal, which is faster.
    private void read(Instant since, long before, Map<String, String> equal, Consumer<Entry> reader) {
        LedgerTables tables = projection.opened();
        long place = tables.place();
        pages(tables, new Selection(since, EVER, equal, Optional.empty(), PAGE, false), row -> {
            if (row.place() < Math.min(place, before)) {
                row.booked().ifPresent(booked -> reader.accept(booked.entry()));
            }
        });
        try (Journal.Entries rest = projection.journal().read(place)) {
            while (rest.hasNext()) {
                Journal.Entry next = rest.next();
                if (next.position() >= before) {
                    return;
                }
                entry(next).filter(one -> !one.at().isBefore(since)).ifPresent(reader);
            }
        }
    }

    @Override
    public Optional<Entry> entry(Journal.Entry journaled) {
        return journaled.kind().equals(Desk.SETTLED) ? EntryReading.entry(journaled.data()).map(Booked::entry) : Optional.empty();
    }

    @Override
    public Optional<String> request(Journal.Entry journaled) {
        return journaled.kind().equals(Desk.SETTLED) ? EntryReading.request(journaled.data()) : Optional.empty();
    }

    @Override
    public boolean keeps() {
        return !desk.settings().off();
    }

    @Override
    public void setAside(String request, Map<String, BigDecimal> amounts) {
        desk.register().setAside(request, amounts);
    }

    @Override
    public void read(Instant since, Budgets.Scope scope, String owner, Consumer<Entry> reader) {
        read(since, Long.MAX_VALUE, scope, owner, reader);
    }

    @Override
    public void read(Instant since, long before, Budgets.Scope scope, String owner, Consumer<Entry> reader) {
        Map<String, String> equal = switch (scope) {
            case KEY -> Map.of("key_id", owner);
            case USER -> Map.of("user_id", owner);
            case TEAM -> Map.of("team", owner);
            case PROJECT -> Map.of("project", owner);
            case TAG -> Map.of("tags", owner);
            // A provider may have been called without success: then another one is in the table.
            case PROVIDER, ALL -> Map.of();
        };
        read(since, before, equal, entry -> {
            if (entry.concerns(scope, owner)) {
                reader.accept(entry);
            }
        });
    }

    @Override
    public Optional<Money> change(Money money, Currency currency, LocalDate day) {
        return desk.settings().rates().change(money, currency, day);
    }

    /** Shows every selected entry, page by page. */
    void each(Selection selection, Consumer<Booked> reader) {
        pages(projection.upToDate(PATIENCE), selection, row -> row.booked().ifPresent(reader));
    }

    private static void pages(LedgerTables tables, Selection selection, Consumer<LedgerTables.Row> reader) {
        Selection page = selection;
        List<LedgerTables.Row> rows;
        do {
            rows = tables.entries(page);
            rows.forEach(reader);
            page = rows.isEmpty() ? page : page.behind(rows.getLast());
        } while (rows.size() == selection.limit());
    }

    /** One page of the selected entries. */
    List<LedgerTables.Row> page(Selection selection) {
        return projection.upToDate(PATIENCE).entries(selection);
    }

    /** The sums of these days in UTC, both included. */
    void days(LocalDate from, LocalDate to, BiConsumer<DayKey, Tally> reader) {
        projection.upToDate(PATIENCE).days(from, to, reader);
    }

    Instant now() {
        return desk.time().now();
    }

    private void follow() {
        try {
            do {
                step();
            } while (!stopped.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    // It is tried again and again; the same words stand in the log once.
    private void step() {
        pause = PAUSE;
        try {
            for (long before = -1, now = advance(); now > before && pause == PAUSE && stopped.getCount() > 0; now = advance()) {
                before = now;
            }
            sweep();
            problem = "";
            told = "";
        } catch (FailureException broken) {
            say(String.valueOf(broken.getMessage()));
        } catch (RuntimeException bug) {
            LOG.error("the tables of the ledger do not follow the journal", bug);
        }
    }

    /** Where the tables are then; the same place as before if they rest. */
    private long advance() {
        long begun = desk.time().nanos();
        return switch (calm.look(projection.journal().end(), begun)) {
            case FOLLOW -> projection.advance();
            case FOLLOW_SLOWLY -> {
                long place = projection.advance();
                pause = Math.max(PAUSE, Calm.pause(desk.time().nanos() - begun));
                yield place;
            }
            case REST -> -1;
        };
    }

    private void sweep() {
        LocalDate today = LocalDate.ofInstant(desk.time().now(), ZoneOffset.UTC);
        if (!today.equals(swept)) {
            projection.opened().forget(desk.time().now().minus(Duration.ofDays(desk.settings().days())));
            swept = today;
        }
    }

    // While the gateway starts, stores come a moment later: only what lasts is said, and once.
    private void say(String trouble) {
        long now = desk.time().nanos();
        since = trouble.equals(problem) ? since : now;
        if (now - since >= LASTING && !trouble.equals(told)) {
            told = trouble;
            LOG.warn("the tables of the ledger do not follow the journal: {}", trouble);
        }
        problem = trouble;
    }
}
