package modelscan.stage.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Router;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Chooses: finds who could serve, leaves out who cannot, and lets a strategy put the rest in order.
 *
 * <p>A change of the configuration is taken by the same service: no request is without a route meanwhile.
 */
@Component(service = {Router.class, Routing.class}, configurationPid = Settings.PID)
public final class Routing implements Router {
    private final Sources sources;
    private final Strategies strategies;
    private final Blacklist blacklist;
    private final LongSupplier nanos;
    private volatile Board board;

    @Activate
    public Routing(BundleContext context, @Reference Sources sources, Settings settings) {
        this(context, sources, settings, System::nanoTime);
    }

    Routing(BundleContext context, Sources sources, Settings settings, LongSupplier nanos) {
        this.sources = sources;
        this.strategies = new Strategies(context, nanos);
        this.blacklist = new Blacklist(nanos);
        this.nanos = nanos;
        change(settings);
    }

    @Modified
    void change(Settings settings) {
        board = Board.of(settings, sources, blacklist, nanos);
    }

    @Deactivate
    void deactivate() {
        strategies.close();
    }

    /** Whether providers that fail are left out anywhere. */
    boolean bans() {
        return board.bans().anywhere();
    }

    /** Which providers fail. */
    Blacklist blacklist() {
        return blacklist;
    }

    /**
     * Chooses for an exchange; who is left out and why is told only if nobody is left.
     *
     * @throws FailureException if nobody serves the model, or a wish cannot be understood
     */
    Choice choose(Exchange exchange) {
        Choice choice = choose(exchange, Optional.empty());
        return choice.ordered().isEmpty() ? choose(exchange, Optional.of(new ArrayList<>())) : choice;
    }

    private Choice choose(Exchange exchange, Optional<List<Sieve.Dropped>> dropped) {
        Board now = board;
        Names.Meaning meaning = now.names().of(exchange.inquiry().model(), exchange.operation());
        List<Candidate> candidates = candidates(now, exchange, meaning);
        Optional<Group> group = meaning.group();
        Bounds bounds = Bounds.of(exchange.wishes(), group.isPresent() ? group.get().where() : Where.ANY);
        String strategy = exchange.wishes().named("strategy").or(meaning::strategy).orElse(now.usual());
        Ban ban = group.flatMap(Group::ban).orElse(now.bans().of(strategy));
        Need need = candidates.size() == 1 ? Need.NOTHING : Need.of(exchange.request());
        List<Candidate> passed = now.sieve().pass(new Sieve.Question(exchange, need, bounds, ban), candidates, dropped);
        if (passed.size() < 2) {
            return new Choice(passed, dropped.orElse(List.of()), passed, strategy);
        }
        List<Candidate> ordered = strategies.order(strategy, weighted(exchange, group), passed);
        boolean even = need == Need.NOTHING || now.sieve().facts(passed).even(need.better());
        return new Choice(new Demotion(sources, need).of(ordered, even), dropped.orElse(List.of()), passed, strategy);
    }

    private static List<Candidate> candidates(Board now, Exchange exchange, Names.Meaning meaning) {
        Optional<String> fallbacks = exchange.wishes().named("fallbacks");
        List<Candidate> candidates = meaning.candidates();
        if (fallbacks.isPresent()) {
            List<List<Candidate>> further = new ArrayList<>();
            for (String name : fallbacks.get().split(",")) {
                further.add(now.names().of(name.strip(), exchange.operation()).candidates());
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
    private static Exchange weighted(Exchange exchange, Optional<Group> group) {
        if (group.isEmpty() || group.get().weights().isEmpty() || exchange.wishes().named("weights").isPresent()) {
            return exchange;
        }
        Map<String, String> wishes = new HashMap<>(exchange.wishes().values());
        wishes.put("weights", group.get().weights().get());
        return exchange.wishing(new Wishes(wishes));
    }

    @Override
    public List<Named> names() {
        return board.names().all();
    }

    @Override
    public Explanation explain(Exchange exchange) {
        Choice choice = choose(exchange, Optional.of(new ArrayList<>()));
        List<Considered> considered = new ArrayList<>();
        Need need = choice.passed().size() + choice.dropped().size() > 1 ? Need.of(exchange.request()) : Need.NOTHING;
        for (Candidate candidate : choice.ordered()) {
            int rank = considered.size() + 1;
            considered.add(considered(exchange, candidate, rank, reasons(need, candidate, choice, rank)));
        }
        choice.left().forEach(candidate -> considered.add(considered(exchange, candidate, 0,
                List.of("the strategy " + choice.strategy() + " leaves it out"))));
        choice.dropped().forEach(dropped -> considered.add(considered(exchange, dropped.candidate(), 0, List.of(dropped.why()))));
        return new Explanation(considered, choice.strategy(), board.pool().snapshot());
    }

    private Considered considered(Exchange exchange, Candidate candidate, int rank, List<String> reasons) {
        return new Considered(candidate, rank, sources.cost(exchange.request(), candidate),
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
