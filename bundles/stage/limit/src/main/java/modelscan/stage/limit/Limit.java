package modelscan.stage.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
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
    private final Catalog catalog;
    private final LimitSettings settings;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;

    /** A stage over these gates. */
    @Activate
    public Limit(@Reference Gates gates, @Reference Catalog catalog, @Reference LimitSettings settings) {
        this.gates = gates;
        this.catalog = catalog;
        this.settings = settings;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Optional<Candidate> candidate = exchange.candidate();
        return candidate.isEmpty() ? next.handle(exchange) : limited(exchange, candidate.get(), next);
    }

    private Reply limited(Exchange exchange, Candidate candidate, Next next) {
        Gate gate = gates.gate(candidate.provider());
        long[] amounts = Sizing.of(exchange, candidate, gate.sized() ? Optional.ofNullable(estimates) : Optional.empty());
        Verdict verdict = gate.enter(entrant(exchange, candidate, amounts, settings.patience()));
        if (verdict instanceof Verdict.Full || verdict instanceof Verdict.Closed) {
            Duration patience = alone(exchange) ? settings.patienceAlone() : verdict.pause(0) <= BRIEF.toNanos() ? BRIEF : Duration.ZERO;
            verdict = patience.compareTo(settings.patience()) > 0 ? gate.enter(entrant(exchange, candidate, amounts, patience)) : verdict;
        }
        return verdict instanceof Verdict.Passed(Pass pass) ? called(exchange, candidate, next, pass)
                : Reply.refused(new Refusal(candidate, gates.times().wall().instant()).of(verdict)).receipted(receipt -> receipt.from(candidate, exchange.attempt()));
    }

    private Reply called(Exchange exchange, Candidate candidate, Next next, Pass pass) {
        warn(candidate, pass.low());
        Settlement settlement = new Settlement(pass);
        boolean answered = false;
        try {
            Reply reply = new LimitedReply(next.handle(exchange), settlement);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                settlement.undone();
            }
        }
    }

    private static Entrant entrant(Exchange exchange, Candidate candidate, long[] amounts, Duration patience) {
        int priority = exchange.wishes().named("priority").map(word -> PRIORITIES.getOrDefault(word, NORMAL)).orElse(NORMAL);
        return new Entrant(candidate.model().id(), amounts, exchange.principal().id(), priority, patience.toNanos(),
                exchange.cancellation());
    }

    // Whether waiting is better than failing at once; somebody else is better than both.
    private boolean alone(Exchange exchange) {
        return exchange.wishes().named("fallbacks").isEmpty()
                && catalog.candidates(exchange.inquiry().model(), exchange.operation()).size() == 1;
    }

    private static void warn(Candidate candidate, List<Pass.Low> low) {
        for (Pass.Low one : low) {
            LOG.warn("{} is near a limit: {} percent of {} {} are used", candidate.name(),
                    BigDecimal.valueOf(one.used() * 100).setScale(0, RoundingMode.HALF_UP),
                    one.rule().limit().amount().toPlainString(), one.rule().name());
        }
    }
}
