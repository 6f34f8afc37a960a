package modelscan.stage.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a call's share from all limits of its candidate, or sends it elsewhere. */
@Component(service = Stage.class, property = "service.ranking:Integer=0")
@StagePhase(Phase.LIMIT)
public final class Limit implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Limit.class);
    private static final Map<String, Integer> PRIORITIES = Map.of("high", 0, "normal", 1, "low", 2);
    private static final int NORMAL = 1;
    private static final Duration BRIEF = Duration.ofMillis(50);

    private final Gates gates;
    private final LimitSettings settings;
    // Who comes and goes must not make the stage begin anew: a moment without it would be one without limits.
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Catalog catalog;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;

    /** A stage over these gates. */
    @Activate
    public Limit(@Reference Gates gates, @Reference LimitSettings settings) {
        this.gates = gates;
        this.settings = settings;
    }

    /** The same, which finds candidates there. */
    Limit with(Catalog known) {
        catalog = known;
        return this;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Optional<Candidate> candidate = exchange.candidate();
        return candidate.isEmpty() ? next.handle(exchange) : limited(exchange, candidate.get(), next);
    }

    private Reply limited(Exchange exchange, Candidate candidate, Next next) {
        Attempt attempt = new Attempt(exchange, candidate, next, amounts(exchange, candidate));
        Optional<List<Integer>> keys = gates.keys().inTurn(candidate.provider());
        if (keys.isEmpty()) {
            return reply(attempt, enter(attempt, gates.gate(candidate.provider())));
        }
        // Where no key works, the provider says why.
        return keys.get().isEmpty() ? next.handle(exchange) : keyed(attempt, new ArrayDeque<>(keys.get()));
    }

    /** A call that wants to go out. */
    private record Attempt(Exchange exchange, Candidate candidate, Next next, long[] amounts) {
        Attempt with(int key) {
            return new Attempt(exchange.with(key), candidate, next, amounts);
        }
    }

    private long[] amounts(Exchange exchange, Candidate candidate) {
        boolean sized = gates.gate(candidate.provider()).sized();
        return Sizing.of(exchange, candidate, sized ? Optional.ofNullable(estimates) : Optional.empty());
    }

    // The first key whose limits allow it; if none does, the one that will soonest.
    private Reply keyed(Attempt attempt, Deque<Integer> keys) {
        Deque<Integer> others = new ArrayDeque<>(keys);
        Optional<Reply> now = free(attempt, keys);
        if (now.isPresent()) {
            return new KeyedReply(now.get(), () -> free(attempt, keys));
        }
        Integer soonest = others.stream().min(Comparator.comparingLong(key -> pause(attempt, key))).orElseThrow();
        others.remove(soonest);
        Verdict verdict = enter(attempt, gates.gate(attempt.candidate().provider(), soonest));
        Reply reply = reply(attempt.with(soonest), verdict);
        return verdict instanceof Verdict.Passed ? new KeyedReply(reply, () -> free(attempt, others)) : reply;
    }

    private long pause(Attempt attempt, int key) {
        return gates.gate(attempt.candidate().provider(), key).ask(attempt.candidate().model().id(),
                lane -> lane.check(attempt.amounts(), gates.times().now()).map(verdict -> verdict.pause(Meter.NEVER)).orElse(0L));
    }

    // One that has room, before one that will have in a moment.
    private Optional<Reply> free(Attempt attempt, Deque<Integer> keys) {
        for (Duration patience : List.of(Duration.ZERO, BRIEF)) {
            for (Integer key : List.copyOf(keys)) {
                boolean soon = patience.isZero() || pause(attempt, key) <= BRIEF.toNanos();
                Gate gate = gates.gate(attempt.candidate().provider(), key);
                if (soon && gate.enter(entrant(attempt, patience)) instanceof Verdict.Passed(Pass pass)) {
                    keys.remove(key);
                    return Optional.of(called(attempt.with(key), pass));
                }
            }
        }
        return Optional.empty();
    }

    private Verdict enter(Attempt attempt, Gate gate) {
        Verdict verdict = gate.enter(entrant(attempt, settings.patience()));
        if (verdict instanceof Verdict.Full || verdict instanceof Verdict.Closed) {
            Duration patience = alone(attempt.exchange()) ? settings.patienceAlone() : verdict.pause(0) <= BRIEF.toNanos() ? BRIEF : Duration.ZERO;
            return patience.compareTo(settings.patience()) > 0 ? gate.enter(entrant(attempt, patience)) : verdict;
        }
        return verdict;
    }

    private Reply reply(Attempt attempt, Verdict verdict) {
        return verdict instanceof Verdict.Passed(Pass pass) ? called(attempt, pass)
                : Reply.refused(new Refusal(attempt.candidate(), gates.times().wall().instant()).of(verdict))
                        .receipted(receipt -> receipt.from(attempt.candidate(), attempt.exchange().attempt()));
    }

    private Reply called(Attempt attempt, Pass pass) {
        warn(attempt.candidate(), pass.low());
        Settlement settlement = new Settlement(pass);
        boolean answered = false;
        try {
            Reply reply = new LimitedReply(attempt.next().handle(attempt.exchange()), settlement);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                settlement.undone();
            }
        }
    }

    private static Entrant entrant(Attempt attempt, Duration patience) {
        Exchange exchange = attempt.exchange();
        int priority = exchange.wishes().named("priority").map(word -> PRIORITIES.getOrDefault(word, NORMAL)).orElse(NORMAL);
        return new Entrant(attempt.candidate().model().id(), attempt.amounts(), exchange.principal().id(), priority, patience.toNanos(),
                exchange.cancellation());
    }

    // Whether waiting is better than failing at once; somebody else is better than both.
    private boolean alone(Exchange exchange) {
        Catalog known = catalog;
        return known != null && exchange.wishes().named("fallbacks").isEmpty()
                && known.candidates(exchange.inquiry().model(), exchange.operation()).size() == 1;
    }

    private static void warn(Candidate candidate, List<Pass.Low> low) {
        for (Pass.Low one : low) {
            LOG.warn("{} is near a limit: {} percent of {} {} are used", candidate.name(),
                    BigDecimal.valueOf(one.used() * 100).setScale(0, RoundingMode.HALF_UP),
                    one.rule().limit().amount().toPlainString(), one.rule().name());
        }
    }
}
