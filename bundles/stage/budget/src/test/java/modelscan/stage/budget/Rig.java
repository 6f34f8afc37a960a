package modelscan.stage.budget;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Message;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.MemoryStore;
import modelscan.test.kit.Samples;

/** Budgets with everything around them: a clock to set, a ledger that remembers, an estimate to set. */
final class Rig implements Surroundings {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Candidate GROQ = Samples.candidate("groq", "llama");
    static final Principal ANN = new Principal("key-1", Optional.of("ann"), Optional.of("blue"), Optional.of("apollo"), Set.of("search"));

    final MemoryStore store;
    final List<Ledger.Entry> ledger;
    volatile Instant now = NOON;
    volatile boolean hasLedger = true;
    volatile boolean hasStore = true;
    volatile Optional<FakeJournal> journal = Optional.empty();
    final List<Audit.Change> changes = new ArrayList<>();
    /** What the ledger was told that running requests may spend, each time. */
    final Map<String, List<Map<String, BigDecimal>>> asides = new ConcurrentHashMap<>();
    volatile BiConsumer<String, Map<String, BigDecimal>> aside =
            (request, amounts) -> asides.computeIfAbsent(request, _ -> new CopyOnWriteArrayList<>()).add(amounts);
    volatile boolean ledgerKeeps = true;
    /** How often all that was settled was read. */
    volatile int histories;
    volatile Cost estimate = new Cost.Known(Money.of("0.01", "USD"));
    final BudgetBook book = new BudgetBook(this, () -> now);

    Rig() {
        this(new MemoryStore(), new ArrayList<>());
    }

    Rig(MemoryStore store, List<Ledger.Entry> ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** Reads what was there before. */
    Rig loaded() {
        book.load();
        book.recallNow();
        return this;
    }

    static Budget budget(Scope scope, String owner, String amount, Window window) {
        return new Budget("", scope, owner, Money.of(amount, "USD"), window, false, ZoneId.of("UTC"), Budget.WARN_AT);
    }

    static Settings settings(Map<String, Object> settings) {
        return new Settings((Settings.Config) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] {Settings.Config.class},
                (_, method, _) -> settings.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    static Exchange exchange(String id, Map<String, String> wishes) {
        return Exchange.of(id, Inquiry.of(ChatRequest.of("llama", Message.user("hi")), true), new Wishes(wishes),
                new Cancellation()).by(ANN);
    }

    static Ledger.Try tried(String provider, String cost) {
        return new Ledger.Try(provider, "llama", Usage.NONE.with(Unit.INPUT, 1), false, cost.isEmpty() ? new Cost.Unknown("no price")
                : new Cost.Known(Money.of(cost, "USD")), Optional.empty());
    }

    static Ledger.Entry entry(String id, Instant at, Ledger.Try... tries) {
        return new Ledger.Entry(id, at, ANN, Operation.CHAT, "llama", List.of(tries), false, Optional.empty(), Duration.ZERO);
    }

    /** The entry of a request whose process ended before it did. */
    Ledger.Entry lost(String id) {
        List<Map<String, BigDecimal>> told = asides.getOrDefault(id, List.of(Map.of()));
        return new Ledger.Entry(id, NOON, ANN, Operation.CHAT, "llama", List.of(), false, Optional.empty(), Duration.ZERO, told.getLast());
    }

    /** An entry as the ledger settles it. */
    void settle(Ledger.Entry entry) {
        write(entry);
        book.settled(entry);
    }

    /** An entry that is in the ledger, and of which nobody has heard yet. */
    void write(Ledger.Entry entry) {
        synchronized (ledger) {
            ledger.add(entry);
            journal.ifPresent(there -> there.settled(entry));
        }
    }

    /** Both stages around a call. */
    Reply ask(Exchange exchange, Map<String, Object> settings, Next call) {
        Reserve reserve = new Reserve(book, this, settings(settings));
        return new Admit(book).handle(exchange, admitted -> reserve.handle(admitted.to(GROQ, 1), call));
    }

    Optional<ErrorCode> refusal(Reply reply) {
        return reply.collect().failure().map(failure -> failure.code());
    }

    BigDecimal spent(Scope scope, String owner) {
        return book.standing(scope, owner).getFirst().spent().amount();
    }

    @Override
    public Optional<Store> store() {
        return hasStore ? Optional.of(store) : Optional.empty();
    }

    @Override
    public Optional<Estimates> estimates() {
        return Optional.of((_, _) -> new Estimates.Estimate(Usage.NONE, Usage.NONE, estimate, estimate, 0));
    }

    @Override
    public boolean ledger(Consumer<Ledger> question) {
        if (hasLedger) {
            question.accept(new Told());
        }
        return hasLedger;
    }

    @Override
    public Rates rates() {
        return (Money money, Currency currency, LocalDate day) -> currency.getCurrencyCode().equals("USD")
                && money.currency().getCurrencyCode().equals("EUR")
                ? Optional.of(new Money(money.amount().multiply(BigDecimal.TWO), currency)) : Optional.empty();
    }

    @Override
    public Optional<Journal> journal() {
        return journal.map(Journal.class::cast);
    }

    @Override
    public Optional<Audit> audit() {
        return Optional.of(changes::add);
    }

    /** The ledger as it is asked. */
    private final class Told implements Ledger {
        @Override
        public void read(Instant since, Consumer<Entry> reader) {
            read(since, Long.MAX_VALUE, Scope.ALL, "", reader);
        }

        @Override
        public void read(Instant since, long before, Scope scope, String owner, Consumer<Entry> reader) {
            histories++;
            List<Entry> all;
            synchronized (ledger) {
                all = List.copyOf(ledger);
            }
            all.stream().filter(entry -> !entry.at().isBefore(since) && entry.concerns(scope, owner))
                    .filter(entry -> journal.isEmpty() || journal.get().place(entry) < before).forEach(reader);
        }

        @Override
        public boolean keeps() {
            return ledgerKeeps;
        }

        @Override
        public void setAside(String request, Map<String, BigDecimal> amounts) {
            aside.accept(request, amounts);
        }

        @Override
        public Optional<Entry> entry(Journal.Entry journaled) {
            return journal.flatMap(there -> there.entry(journaled));
        }
    }
}
