package modelscan.stage.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Router;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.rank.Ranking;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses: finds who could serve, leaves out who cannot, and lets a strategy put the rest in order. */
@Component(service = {Router.class, Routing.class}, configurationPid = Settings.PID)
public final class Routing implements Router {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);
    private static final int HEAD = 8;

    private final String usual;
    private final Sources sources;
    private final Strategies strategies;
    private final Pool pool;
    private final Names names;
    private final Sieve sieve;

    @Activate
    public Routing(BundleContext context, @Reference Catalog catalog, @Reference Sources sources, Settings settings) {
        this(context, catalog, sources, settings, System::nanoTime);
    }

    Routing(BundleContext context, Catalog catalog, Sources sources, Settings settings, LongSupplier nanos) {
        this.usual = settings.strategy();
        this.sources = sources;
        this.strategies = new Strategies(context);
        this.pool = new Pool(catalog, Set.of(settings.spare()), nanos);
        this.names = new Names(catalog, pool, understood(Map.of(), () -> RoutesReader.groups(settings.routes())));
        this.sieve = new Sieve(sources, understood(Map.of(), () -> RoutesReader.labels(settings.labels())));
    }

    // A gateway whose owner mistyped a route still serves everything else.
    private static <T> T understood(T otherwise, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FailureException wrong) {
            LOG.error("{}: {}; none is taken over until this is corrected", Settings.PID, wrong.failure().message());
            return otherwise;
        }
    }

    @Deactivate
    void deactivate() {
        strategies.close();
    }

    /**
     * Chooses for an exchange.
     *
     * @throws FailureException if nobody serves the model, or a wish cannot be understood
     */
    Choice choose(Exchange exchange) {
        Names.Meaning meaning = names.of(exchange.inquiry().model(), exchange.operation());
        List<Candidate> candidates = candidates(exchange, meaning);
        Bounds bounds = Bounds.of(exchange.wishes(), meaning.group().map(Group::where).orElse(Where.ANY));
        String strategy = exchange.wishes().named("strategy").or(meaning::strategy).orElse(usual);
        if (candidates.size() == 1 && bounds.none() && sources.admission().isEmpty()) {
            return new Choice(candidates, List.of(), candidates, strategy);
        }
        Need need = candidates.size() == 1 ? Need.NOTHING : Need.of(exchange.request());
        List<Sieve.Dropped> dropped = new ArrayList<>();
        List<Candidate> passed = sieve.pass(exchange, need, bounds, candidates, dropped);
        List<Candidate> ordered = passed.size() < 2 ? passed
                : strategies.order(strategy, weighted(exchange, meaning), passed);
        return new Choice(demoted(need, ordered), dropped, passed, strategy);
    }

    private List<Candidate> candidates(Exchange exchange, Names.Meaning meaning) {
        Optional<String> fallbacks = exchange.wishes().named("fallbacks");
        List<Candidate> candidates = meaning.candidates();
        if (fallbacks.isPresent()) {
            List<List<Candidate>> further = new ArrayList<>();
            for (String name : fallbacks.get().split(",")) {
                further.add(names.of(name.strip(), exchange.operation()).candidates());
            }
            candidates = Names.joined(candidates, further);
        }
        if (candidates.isEmpty()) {
            throw new FailureException(Failure.of(ErrorCode.MODEL_NOT_FOUND, "no provider serves " + exchange.operation().word()
                    + " with the model '" + exchange.inquiry().model() + "'; GET /v1/models lists those that are there")
                    .at("model"));
        }
        return candidates;
    }

    // A strategy learns the weights of a route as it would learn those of a caller.
    private static Exchange weighted(Exchange exchange, Names.Meaning meaning) {
        if (meaning.group().isEmpty() || meaning.group().get().weights().isEmpty() || exchange.wishes().named("weights").isPresent()) {
            return exchange;
        }
        Map<String, String> wishes = new HashMap<>(exchange.wishes().values());
        wishes.put("weights", meaning.group().get().weights().entrySet().stream().map(weight -> weight.getKey() + "="
                + weight.getValue().toPlainString()).collect(Collectors.joining(",")));
        return Exchange.of(exchange.id(), exchange.inquiry(), new Wishes(wishes), exchange.cancellation()).by(exchange.principal());
    }

    /** Those of whom it is not known whether they can do it come after the others, those not to be called now come last. */
    private List<Candidate> demoted(Need need, List<Candidate> ordered) {
        if (ordered.size() < 2 || need == Need.NOTHING && !openAtTheHead(ordered)) {
            return ordered;
        }
        double[] penalties = new double[ordered.size()];
        for (int place = 0; place < penalties.length; place++) {
            penalties[place] = penalty(need, ordered.get(place));
        }
        return Ranking.ascending(ordered, penalties);
    }

    // No more than a handful are ever called: who stands far behind need not be asked how it does.
    private boolean openAtTheHead(List<Candidate> ordered) {
        for (int place = 0; place < Math.min(HEAD, ordered.size()); place++) {
            if (sources.vitals(ordered.get(place)).breaker() == Breaker.OPEN) {
                return true;
            }
        }
        return false;
    }

    private double penalty(Need need, Candidate candidate) {
        Set<String> can = candidate.model().capabilities();
        double unable = need.better().isEmpty() || can.isEmpty() || can.containsAll(need.better()) ? 0 : 1;
        double unknown = need != Need.NOTHING && can.isEmpty() ? 2 : 0;
        return unable + unknown + (sources.vitals(candidate).breaker() == Breaker.OPEN ? 4 : 0);
    }

    @Override
    public Explanation explain(Exchange exchange) {
        Choice choice = choose(exchange);
        List<Considered> considered = new ArrayList<>();
        Need need = choice.passed().size() + choice.dropped().size() > 1 ? Need.of(exchange.request()) : Need.NOTHING;
        for (Candidate candidate : choice.ordered()) {
            int rank = considered.size() + 1;
            considered.add(considered(exchange, candidate, rank, reasons(need, candidate, choice, rank)));
        }
        choice.left().forEach(candidate -> considered.add(considered(exchange, candidate, 0,
                List.of("the strategy " + choice.strategy() + " leaves it out"))));
        choice.dropped().forEach(dropped -> considered.add(considered(exchange, dropped.candidate(), 0, List.of(dropped.why()))));
        return new Explanation(considered, choice.strategy(), pool.snapshot());
    }

    private Considered considered(Exchange exchange, Candidate candidate, int rank, List<String> reasons) {
        return new Considered(candidate, rank, sources.estimates().of(exchange.request(), candidate).cost(),
                sources.vitals(candidate), rank > 0, reasons);
    }

    private List<String> reasons(Need need, Candidate candidate, Choice choice, int rank) {
        List<String> reasons = new ArrayList<>();
        reasons.add(choice.ordered().size() == 1 ? "it is the only one" : choice.strategy() + " put it at " + rank + " of "
                + choice.ordered().size());
        Vitals vitals = sources.vitals(candidate);
        if (vitals.breaker() == Breaker.OPEN) {
            reasons.add("it failed too often lately and is tried last");
        }
        Set<String> can = candidate.model().capabilities();
        if (need != Need.NOTHING && can.isEmpty()) {
            reasons.add("what it can do is not known: it comes after those that can");
        } else if (!can.containsAll(need.better())) {
            reasons.add("it does not promise " + String.join(", ", need.better()) + ": it comes after those that do");
        }
        if (vitals.calls() == 0) {
            reasons.add("nobody called it lately");
        }
        return reasons;
    }
}
