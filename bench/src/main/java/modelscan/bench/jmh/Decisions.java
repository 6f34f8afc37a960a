package modelscan.bench.jmh;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.Strategy;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.core.catalog.ProviderCatalog;
import modelscan.core.catalog.discovery.DiscoverySettings;
import modelscan.core.tokens.Counters;
import modelscan.core.tokens.Estimator;
import modelscan.stage.auth.Admit;
import modelscan.stage.auth.Directory;
import modelscan.stage.auth.Permission;
import modelscan.stage.auth.Recall;
import modelscan.stage.budget.BudgetBook;
import modelscan.stage.budget.Reserve;
import modelscan.stage.budget.Surroundings;
import modelscan.stage.health.BreakerStage;
import modelscan.stage.health.Charts;
import modelscan.stage.health.Roster;
import modelscan.stage.health.Stopwatch;
import modelscan.stage.limit.Gates;
import modelscan.stage.limit.Limit;
import modelscan.stage.limit.LimitSettings;
import modelscan.stage.route.Route;
import modelscan.stage.route.Routing;
import modelscan.stage.route.Settings;
import modelscan.stage.route.Sources;
import modelscan.strategy.balanced.Balanced;
import modelscan.strategy.cheapest.Cheapest;
import modelscan.strategy.fallback.Fallback;
import modelscan.strategy.fastest.Fastest;
import modelscan.strategy.headroom.Headroom;
import modelscan.strategy.leastbusy.Leastbusy;
import modelscan.strategy.roundrobin.Roundrobin;
import modelscan.strategy.smart.Smart;
import modelscan.strategy.weighted.Weighted;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;

/** The stages that decide, as the gateway has them, one inside the other; behind them everybody answers at once. */
final class Decisions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long STEP = 1_000_000;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Cost COST = new Cost.Known(Money.of("0.00001", "USD"));

    private final TestFramework framework = TestFramework.start();
    private final BudgetBook book;
    private final Next line;

    Decisions() throws Exception {
        Path home = Files.createTempDirectory("modelscan-bench");
        Files.createDirectory(home.resolve("conf"));
        System.setProperty("modelscan.home", home.toString());
        Vendors.register(framework);
        ProviderCatalog catalog = new ProviderCatalog(framework.context(), new DiscoverySettings(usual(DiscoverySettings.Config.class)));
        Counters tokens = new Counters(framework.context());
        Estimator estimates = new Estimator(tokens, catalog);
        Charts charts = new Charts(usual(Charts.Config.class));
        Gates gates = new Gates(framework.context());
        strategies(estimates, charts, gates);
        Store store = Customers.store();
        Directory directory = new Directory(framework.context());
        directory.use(store);
        book = new BudgetBook(new Around(store, estimates));
        Permission permission = new Permission(directory);
        Settings settings = usual(Settings.class);
        Routing routing = new Routing(framework.context(), new Sources(catalog, estimates, tokens, charts, permission), settings);
        Stage budgeted = new Reserve(book, new Around(store, estimates), new modelscan.stage.budget.Settings(
                usual(modelscan.stage.budget.Settings.Config.class)));
        Roster roster = new Roster();
        List<Stage> watching = List.of(permission, new BreakerStage(charts, roster), budgeted,
                new Limit(gates, new LimitSettings(usual(LimitSettings.Config.class))), new Stopwatch(charts, roster));
        Next called = chain(watching, Decisions::answer);
        line = chain(List.of(new Admit(directory, new Recall(directory)).knowing(List.of(catalog)), new modelscan.stage.budget.Admit(book),
                new Route(routing, settings)), called);
        Candidate forbidden = Samples.candidate("p5", "m1");
        await(() -> !permission.allows(Customers.key(1), forbidden, Operation.CHAT));
        await(() -> answers(Samples.chat("p1/m1", "hi").by(Customers.key(1))));
        // Twice, for what is called for the first time is not timed.
        for (Candidate candidate : List.copyOf(catalog.models())) {
            end(called.handle(Samples.chat("auto", "hi").to(candidate, 1)));
            end(called.handle(Samples.chat("auto", "hi").to(candidate, 1)));
        }
    }

    private void strategies(Estimator estimates, Charts charts, Gates gates) {
        strategy("balanced", new Balanced(estimates, charts, usual(Balanced.Config.class)));
        strategy("cheapest", new Cheapest(estimates));
        strategy("fallback", new Fallback(usual(Fallback.Config.class)));
        strategy("fastest", new Fastest(charts, usual(Fastest.Config.class)));
        strategy("headroom", new Headroom(gates, usual(Headroom.Config.class)));
        strategy("leastbusy", new Leastbusy(charts));
        strategy("roundrobin", new Roundrobin());
        strategy("smart", new Smart(estimates));
        strategy("weighted", new Weighted(usual(Weighted.Config.class)));
    }

    private void strategy(String name, Strategy strategy) {
        framework.register(Strategy.class, strategy, Map.of(Strategy.NAME, name));
    }

    /** From the key to the provider, who has begun to answer. */
    Reply decide(Exchange exchange) {
        return line.handle(exchange);
    }

    /** To the end of the answer, and into the ledger; the candidate that was called. */
    Candidate settle(Exchange exchange, Reply reply) {
        Candidate called = end(reply);
        book.settled(new Ledger.Entry(exchange.id(), NOON, exchange.principal(), exchange.operation(), exchange.inquiry().model(),
                List.of(new Ledger.Try(called.provider(), called.model().id(), Usage.NONE, false, COST, Optional.empty())), false,
                Optional.empty(), Duration.ZERO));
        return called;
    }

    private static Candidate end(Reply answer) {
        try (Reply reply = answer) {
            if (reply.next().orElseThrow().failure().isPresent()) {
                throw new IllegalStateException(reply.receipt().toString());
            }
            reply.next();
            return reply.receipt().target().orElseThrow();
        }
    }

    private boolean answers(Exchange exchange) {
        try (Reply reply = line.handle(exchange)) {
            return reply.next().orElseThrow().failure().isEmpty();
        }
    }

    private static Reply answer(Exchange exchange) {
        return Reply.of(new StreamEvent.TextDelta(0, "hello")).receipted(receipt -> receipt.from(exchange.candidate().orElseThrow(), 1));
    }

    private static Next chain(List<Stage> stages, Next last) {
        Next next = last;
        for (Stage stage : stages.reversed()) {
            Next inner = next;
            next = exchange -> stage.handle(exchange, inner);
        }
        return next;
    }

    /** A configuration of which nothing was said. */
    private static <A extends Annotation> A usual(Class<A> kind) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (_, method, _) -> method.getDefaultValue()));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the keys and budgets are not there after " + PATIENCE);
            }
            LockSupport.parkNanos(STEP);
        }
    }

    @Override
    public void close() {
        framework.close();
    }

    /** What budgets need; in their ledger nothing was spent before. */
    private record Around(Store kept, Estimates known) implements Surroundings {
        @Override
        public Optional<Store> store() {
            return Optional.of(kept);
        }

        @Override
        public Optional<Estimates> estimates() {
            return Optional.of(known);
        }

        @Override
        public boolean ledger(Consumer<Ledger> question) {
            question.accept((_, _) -> { });
            return true;
        }

        @Override
        public Rates rates() {
            return (_, _, _) -> Optional.empty();
        }
    }
}
