package modelscan.stage.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.LedgerWatcher;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** All budgets, in memory; they are kept in the store, and what was spent is found again in the ledger. */
@Component(service = {Budgets.class, LedgerWatcher.class, BudgetBook.class, Supplier.class},
        property = {"modelscan.startup.problems:Boolean=true", "modelscan.outages:Boolean=true"})
public final class BudgetBook implements Budgets, LedgerWatcher, Supplier<List<String>> {
    private static final int MOST_BUDGETS = 1_000_000;

    private final Surroundings around;
    private final InstantSource clock;
    private final Purses purses = new Purses();
    private final Bookings bookings;
    private final Recall recall;
    private volatile BudgetTables tables;

    @Activate
    public BudgetBook(@Reference Surroundings around) {
        this(around, InstantSource.system());
        recall.start(this::load);
    }

    BudgetBook(Surroundings around, InstantSource clock) {
        this.around = around;
        this.clock = clock;
        this.bookings = new Bookings(around, purses);
        this.recall = new Recall(around, clock, purses);
    }

    @Deactivate
    void deactivate() {
        recall.stop();
    }

    /** Reads the budgets, if that was not done; false if they cannot be read yet. */
    synchronized boolean load() {
        if (tables == null && around.store().isPresent()) {
            BudgetTables opened = BudgetTables.in(around.store().get());
            List<Purse> all = opened.all().stream().map(budget -> new Purse(budget, now())).toList();
            all.forEach(purses::put);
            recall.begin(CheckpointTables.of(opened), all);
            tables = opened;
        }
        return tables != null;
    }

    /** Looks up what was spent of new budgets, and keeps what is known of all. */
    void recallNow() {
        recall.run();
        recall.keep();
    }

    /** Whether it is known which budgets there are. */
    boolean loaded() {
        return tables != null;
    }

    /** What stands in the way of serving anybody, so that the gateway does not say that it is ready; empty if nothing does. */
    @Override
    public List<String> get() {
        if (!loaded()) {
            return List.of("the budgets are not known yet");
        }
        return recall.holdsUp() ? List.of("what was spent of the budgets before the start is still being added up") : List.of();
    }

    /** Tells a change before it is made, if anybody keeps that. */
    <T> T telling(Audit.Change change, Supplier<T> work) {
        Optional<Audit> audit = around.audit();
        return audit.isPresent() ? audit.get().making(change, work) : work.get();
    }

    Purses purses() {
        return purses;
    }

    Instant now() {
        return clock.instant();
    }

    Bookings bookings() {
        return bookings;
    }

    /** A request came to its end; where no ledger tells what it cost, its own receipt does. */
    void done(Exchange exchange, Receipt receipt) {
        if (bookings.open(exchange.id()) && !kept()) {
            List<Ledger.Try> tries = new ArrayList<>(receipt.earlier());
            receipt.target().filter(_ -> !receipt.cached()).ifPresent(target -> tries.add(new Ledger.Try(target.provider(),
                    target.model().id(), receipt.usage(), false, receipt.cost(), receipt.failure().map(Failure::code))));
            settled(new Ledger.Entry(exchange.id(), now(), exchange.principal().naming(exchange.wishes()), exchange.operation(),
                    exchange.inquiry().model(), tries, receipt.cached(), receipt.failure().map(Failure::code), Duration.ZERO));
        }
    }

    private boolean kept() {
        boolean[] kept = new boolean[1];
        around.ledger(ledger -> kept[0] = ledger.keeps());
        return kept[0];
    }

    @Override
    public void settled(Ledger.Entry entry) {
        if (!entry.tries().isEmpty() && !purses.isEmpty()) {
            charge(entry);
        } else if (entry.unknown()) {
            // Purses may not be known yet: it is charged when it is found in the journal.
            recall.wake();
        }
        // Only now, so that at no time too little is counted.
        bookings.settled(entry.request());
    }

    private void charge(Ledger.Entry entry) {
        Rates rates = around.rates();
        Instant now = now();
        int generation = purses.generation();
        List<Purse> concerned = bookings.purses(entry, generation);
        List<Fresh.Charges> all = new ArrayList<>(concerned.size());
        for (Purse purse : concerned) {
            Charge charge = Charge.of(entry, purse.budget(), rates);
            if (!charge.empty()) {
                purse.charge(charge, now);
                all.add(new Fresh.Charges(purse, charge));
            }
        }
        recall.fresh().add(entry.request(), generation, all);
    }

    @Override
    public List<Budget> of(Scope scope, String owner) {
        return purses.of(scope, owner).stream().map(Purse::budget).sorted(Comparator.comparing(Budget::id)).toList();
    }

    @Override
    public List<Budget> all() {
        return purses.all().stream().map(Purse::budget).sorted(Comparator.comparing(Budget::id)).toList();
    }

    @Override
    public List<Standing> standing(Scope scope, String owner) {
        return purses.of(scope, owner).stream().map(purse -> purse.standing(now())).toList();
    }

    Optional<Standing> standing(String id) {
        return purses.find(id).map(purse -> purse.standing(now()));
    }

    @Override
    public Budget put(Budget budget) {
        return change(List.of(), List.of(budget)).getFirst();
    }

    @Override
    public List<Budget> replace(Scope scope, String owner, List<Budget> budgets) {
        if (budgets.stream().anyMatch(budget -> budget.scope() != scope || !budget.owner().equals(owner))) {
            throw new IllegalArgumentException("all of these budgets must be those of the " + scope.word() + " " + owner);
        }
        return change(of(scope, owner), budgets);
    }

    @Override
    public boolean remove(String id) {
        Optional<Budget> there = purses.find(id).map(Purse::budget);
        change(there.stream().toList(), List.of());
        return there.isPresent();
    }

    private List<Budget> change(List<Budget> before, List<Budget> after) {
        List<Budget> kept = new ArrayList<>();
        List<Purse> fresh = new ArrayList<>();
        synchronized (this) {
            if (!load()) {
                throw new FailureException(Refusals.notReady());
            }
            if (purses.all().size() + after.size() > MOST_BUDGETS) {
                throw new FailureException(Failure.of(ErrorCode.CONFLICT, "there are " + MOST_BUDGETS + " budgets already"));
            }
            List<Budget> free = new ArrayList<>(before);
            after.forEach(budget -> kept.add(named(budget, free)));
            List<String> gone = free.stream().map(Budget::id).filter(id -> kept.stream().noneMatch(one -> one.id().equals(id))).toList();
            tables.change(gone, kept);
            gone.forEach(purses::remove);
            kept.forEach(budget -> take(budget).ifPresent(fresh::add));
        }
        recall.addAndWait(fresh);
        return kept;
    }

    // A budget that replaces one of the same window takes over its name, and so what was spent and is set aside.
    private static Budget named(Budget budget, List<Budget> free) {
        if (!budget.id().isEmpty()) {
            return budget;
        }
        Optional<Budget> same = free.stream().filter(one -> sameWindow(one, budget)).findFirst();
        same.ifPresent(free::remove);
        return budget.named(same.map(Budget::id).orElseGet(BudgetBook::nextId));
    }

    static String nextId() {
        return "bud_" + UUID.randomUUID().toString().replace("-", "");
    }

    private Optional<Purse> take(Budget budget) {
        Optional<Purse> there = purses.find(budget.id()).filter(purse -> sameWindow(purse.budget(), budget));
        if (there.isPresent()) {
            there.get().change(budget);
            return Optional.empty();
        }
        purses.remove(budget.id());
        Purse fresh = new Purse(budget, now());
        purses.put(fresh);
        return Optional.of(fresh);
    }

    private static boolean sameWindow(Budget one, Budget other) {
        return one.scope() == other.scope() && one.owner().equals(other.owner()) && one.window() == other.window()
                && one.rolling() == other.rolling() && one.zone().equals(other.zone())
                && one.amount().currency().equals(other.amount().currency());
    }
}
