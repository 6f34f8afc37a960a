package modelscan.stage.route;

import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Strategy;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.TestFramework;

/** A routing stage with everything around it faked, and a clock that goes when it is told to. */
final class Rig implements AutoCloseable, Catalog, Estimates, HealthBook {
    static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");

    final TestFramework framework = TestFramework.start();
    final List<String> called = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final Words words = new Words();
    final Set<String> forbidden = new HashSet<>();
    final Map<String, Vitals> vitals = new HashMap<>();
    final Map<String, Provider.Health.State> states = new HashMap<>();
    long nanos = 1L << 40;
    long tokens = 10;
    private final List<Candidate> candidates;
    private Routing routing;

    Rig(Candidate... candidates) {
        this.candidates = List.of(candidates);
        framework.register(Strategy.class, (_, all) -> all, Map.of(Strategy.NAME, "fallback"));
        framework.register(Strategy.class, (_, all) -> all.reversed(), Map.of(Strategy.NAME, "backwards"));
    }

    Routing routing() {
        if (routing == null) {
            Admission admission = (_, candidate, _) -> !forbidden.contains(candidate.name());
            routing = new Routing(framework.context(), new Sources(this, this, (_, _) -> new TokenCounter.Count(tokens, 0), this,
                    admission), words, () -> nanos);
        }
        return routing;
    }

    Route route() {
        return new Route(routing(), Route.gear(words, () -> nanos, (time, _) -> pauses.add(time), new Random(1)));
    }

    /** Providers that fail so; all others say hello. */
    Next failing(Map<String, ErrorCode> failures) {
        return exchange -> {
            Candidate candidate = exchange.candidate().orElseThrow();
            synchronized (called) {
                called.add(candidate.name() + " " + exchange.attempt());
            }
            ErrorCode code = failures.get(candidate.provider());
            Reply reply = code == null ? Reply.of(HELLO)
                    : Reply.refused(Failure.of(code, candidate.provider() + " fails").by(candidate.provider()));
            return from(reply, exchange);
        };
    }

    /** The reply as the catalog would give it. */
    static Reply from(Reply reply, Exchange exchange) {
        return reply.receipted(receipt -> receipt.from(exchange.candidate().orElseThrow(), exchange.attempt()));
    }

    static Candidate candidate(String provider, String model, int context, String price, String... capabilities) {
        BigDecimal each = new BigDecimal(price);
        return new Candidate(provider, new Model(model, Set.of(Operation.CHAT), Optional.of(context), Optional.of(100),
                Set.of(capabilities), Optional.of(new Prices(Currency.getInstance("USD"),
                Map.of(Unit.INPUT, each, Unit.OUTPUT, each))), Optional.empty(), Optional.empty()));
    }

    @Override
    public List<Entry> providers() {
        return candidates.stream().map(Candidate::provider).distinct().map(id -> new Entry(new Provider.About(id, id,
                Provider.Mode.API, false), new Provider.Health(states.getOrDefault(id, Provider.Health.State.UP), "so"),
                Set.of(Operation.CHAT), List.of(), "b", 0)).toList();
    }

    @Override
    public List<Candidate> models() {
        return candidates;
    }

    @Override
    public List<Candidate> candidates(String model, Operation operation) {
        return candidates.stream().filter(candidate -> candidate.name().equals(model) || candidate.model().id().equals(model)).toList();
    }

    @Override
    public Reply call(Exchange exchange, Candidate candidate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Estimate of(Request request, Candidate candidate) {
        Cost cost = candidate.model().prices().<Cost>map(prices -> new Cost.Known(new Money(prices.each().get(Unit.INPUT),
                prices.currency()))).orElse(new Cost.Unknown("no price"));
        return new Estimate(Usage.NONE.with(Unit.INPUT, tokens), Usage.NONE, cost, cost, 0);
    }

    @Override
    public Vitals vitals(Candidate candidate) {
        return vitals.getOrDefault(candidate.name(), Vitals.UNKNOWN);
    }

    @Override
    public Map<String, Vitals> all() {
        return vitals;
    }

    @Override
    public void close() {
        if (routing != null) {
            routing.deactivate();
        }
        framework.close();
    }

    /** The configuration, to be changed before the route is made. */
    static final class Words implements Settings {
        int tries = 4;
        boolean filtered;
        String routes = "";
        String labels = "";
        int blacklist;
        String[] blacklistStrategies = {};

        @Override
        public String strategy() {
            return "fallback";
        }

        @Override
        public int tries() {
            return tries;
        }

        @Override
        public int deadline() {
            return 60;
        }

        @Override
        public boolean filtered() {
            return filtered;
        }

        @Override
        public boolean hedging() {
            return true;
        }

        @Override
        public String[] spare() {
            return new String[] {"echo"};
        }

        @Override
        public int blacklist() {
            return blacklist;
        }

        @Override
        public int blacklistSeconds() {
            return 60;
        }

        @Override
        public String[] blacklistStrategies() {
            return blacklistStrategies;
        }

        @Override
        public String routes() {
            return routes;
        }

        @Override
        public String labels() {
            return labels;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Settings.class;
        }
    }
}
