package modelscan.core.tokens;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceBook;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Tokens;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Weighs requests: their tokens counted, their answers guessed, at the price of the candidate. */
@Component
public final class Estimator implements Estimates {
    private static final int MOST_NAMES = 10_000;
    private static final List<Unit> TOKENS = List.of(Unit.INPUT, Unit.OUTPUT);

    private final Tokens tokens;
    private final PriceBook prices;
    private final Recollection<String, TokenCounter.Count> counts = new Recollection<>();
    private final Map<String, Family> families = new ConcurrentHashMap<>();
    private final Recollection<String, Weighed> weighed = new Recollection<>();
    private final DollarPrices tags = new DollarPrices();

    @Activate
    public Estimator(@Reference Tokens tokens,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) PriceBook prices) {
        this.tokens = tokens;
        this.prices = prices;
    }

    private record Weighed(Candidate candidate, Estimate estimate) {
    }

    @Override
    public Estimate of(Request request, Candidate candidate) {
        return remembered(request, candidate, () -> weigh(request, candidate, count(request, candidate.model())));
    }

    @Override
    public Estimate of(Inquiry inquiry, Candidate candidate) {
        return inquiry.operation() == Operation.CHAT && inquiry.original().isPresent()
                ? remembered(inquiry, candidate, () -> glanced(inquiry, candidate)) : of(inquiry.request(), candidate);
    }

    @Override
    public Estimate exact(Request request, Candidate candidate) {
        return weigh(request, candidate, tokens.count(request, candidate.model()));
    }

    private Estimate remembered(Object asked, Candidate candidate, Supplier<Estimate> weighing) {
        Weighed known = weighed.of(asked, candidate.model().id(), () -> new Weighed(candidate, weighing.get()));
        return known.candidate.equals(candidate) ? known.estimate : weighing.get();
    }

    private Estimate glanced(Inquiry inquiry, Candidate candidate) {
        Optional<Glance> glance = Glance.at(inquiry.original().orElseThrow().bytes());
        if (glance.isEmpty()) {
            return of(inquiry.request(), candidate);
        }
        Family family = family(candidate.model());
        TokenCounter.Count count = new TokenCounter.Count(Math.round(glance.get().tokens(family)), family.weights().error());
        return chat(candidate, count, Usage.NONE.with(Unit.REQUEST, 1), Answer.of(glance.get().wanted(), count.tokens(), candidate.model()));
    }

    // Of which family a name tells is the same each time.
    private Family family(Model model) {
        String named = model.tokens().isEmpty() ? model.id() : model.tokens();
        Family known = families.get(named);
        if (known == null) {
            known = Family.of(model);
            if (families.size() < MOST_NAMES) {
                families.put(named, known);
            }
        }
        return known;
    }

    private Estimate weigh(Request request, Candidate candidate, TokenCounter.Count count) {
        Usage work = Work.of(request);
        if (request instanceof ChatRequest chat) {
            return chat(candidate, count, work, Answer.of(Answer.Wanted.of(chat), count.tokens(), candidate.model()));
        }
        Usage likely = work.with(Unit.INPUT, count.tokens());
        Usage most = work.with(Unit.INPUT, atMost(count));
        List<Set<Unit>> billed = Work.billed(request);
        return new Estimate(likely, most, cost(billed, candidate, likely), cost(billed, candidate, most), count.error());
    }

    private Estimate chat(Candidate candidate, TokenCounter.Count count, Usage work, Answer answer) {
        Usage likely = work.with(Unit.INPUT, count.tokens()).with(Unit.OUTPUT, answer.likely());
        Usage most = work.with(Unit.INPUT, atMost(count));
        most = answer.most().isPresent() ? most.with(Unit.OUTPUT, answer.most().get()) : most;
        return new Estimate(likely, most, cost(Work.CHAT, candidate, likely), cost(Work.CHAT, candidate, most), count.error());
    }

    private static long atMost(TokenCounter.Count count) {
        return count.tokens() + Math.ceilDiv(count.tokens() * count.error(), 100L);
    }

    @Override
    public double[] rough(Request request, List<Candidate> candidates) {
        return request instanceof ChatRequest chat ? new Rough(chat, this::count, tags).costs(candidates)
                : Estimates.super.rough(request, candidates);
    }

    private TokenCounter.Count count(Request request, Model model) {
        String family = model.tokens().isEmpty() ? Family.of(model).word() : model.tokens();
        return counts.of(request, family, () -> tokens.rough(request, model));
    }

    /** What it costs by the first set of units that all have a price; a bill that may be by others is unknown. */
    private Cost cost(List<Set<Unit>> alternatives, Candidate candidate, Usage usage) {
        Cost first = null;
        for (Set<Unit> units : alternatives) {
            Optional<Usage> billed = only(units, usage);
            Cost cost = billed.isPresent() ? prices.cost(candidate, billed.get())
                    : new Cost.Unknown("nothing says how much " + words(units) + " it takes");
            if (cost instanceof Cost.Known known && !free(units, candidate)) {
                return known;
            }
            first = first == null ? cost : first;
        }
        return first;
    }

    // A count of requests without a price is taken for free by the prices: that is no price of the whole.
    private static boolean free(Set<Unit> units, Candidate candidate) {
        return units.contains(Unit.REQUEST)
                && candidate.model().prices().map(known -> !known.each().containsKey(Unit.REQUEST)).orElse(true);
    }

    private static Optional<Usage> only(Set<Unit> units, Usage usage) {
        boolean tokens = units.containsAll(TOKENS);
        // What each call costs by itself comes on top of its tokens; a chat is nearly always just this.
        if (tokens && usage.size() == units.size() + 1 && usage.has(Unit.REQUEST) && units.stream().allMatch(usage::has)) {
            return Optional.of(usage);
        }
        Usage billed = Usage.NONE;
        for (Unit unit : units) {
            if (!usage.has(unit)) {
                return Optional.empty();
            }
            billed = billed.with(unit, usage.amount(unit).orElseThrow());
        }
        return Optional.of(tokens ? billed.with(Unit.REQUEST, BigDecimal.ONE) : billed);
    }

    private static String words(Set<Unit> units) {
        return units.stream().map(Unit::word).sorted().reduce((one, other) -> one + " and " + other).orElseThrow();
    }
}
