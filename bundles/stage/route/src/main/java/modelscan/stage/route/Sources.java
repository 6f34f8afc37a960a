package modelscan.stage.route;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Request;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Those who know something about candidates.
 *
 * <p>They are replaced while requests are routed. Without the catalog nobody can be served, without rights nobody who has a
 * name; all the others only help to choose.
 */
@Component(service = Sources.class)
public final class Sources {
    private static final Duration SOON = Duration.ofSeconds(1);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Catalog catalog;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Tokens tokens;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HealthBook health;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Admission admission;

    /** With whatever is there. */
    @Activate
    public Sources() {
        // They come by themselves.
    }

    /** With these. */
    public Sources(Catalog catalog, Estimates estimates, Tokens tokens, HealthBook health, Admission admission) {
        this.catalog = catalog;
        this.estimates = estimates;
        this.tokens = tokens;
        this.health = health;
        this.admission = admission;
    }

    /**
     * The catalog.
     *
     * @throws FailureException if there is none at the moment
     */
    Catalog catalog() {
        Catalog there = catalog;
        if (there == null) {
            throw missing("nothing that knows models is installed at the moment");
        }
        return there;
    }

    /**
     * Those of these who may serve the caller.
     *
     * @throws FailureException if nobody knows at the moment what this caller may use
     */
    List<Candidate> allowed(Exchange exchange, List<Candidate> candidates) {
        Admission there = admission;
        if (there != null) {
            return there.allowed(exchange.principal(), exchange.operation(), candidates);
        }
        if (!exchange.principal().equals(Principal.ANONYMOUS)) {
            throw missing("nothing that knows what callers may use is installed at the moment");
        }
        return candidates;
    }

    private static FailureException missing(String why) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, why).after(SOON));
    }

    /** What a request takes at a candidate, as exactly as can be told; empty if nobody can tell. */
    Optional<Estimates.Estimate> exact(Request request, Candidate candidate) {
        Estimates there = estimates;
        return there == null ? Optional.empty() : Optional.of(there.exact(request, candidate));
    }

    Cost cost(Request request, Candidate candidate) {
        Estimates there = estimates;
        return there == null ? new Cost.Unknown("nothing that estimates it is installed at the moment")
                : there.of(request, candidate).cost();
    }

    /** Roughly what a request costs at each in US dollars; no number where nobody knows. */
    double[] rough(Request request, List<Candidate> candidates) {
        Estimates there = estimates;
        if (there != null) {
            return there.rough(request, candidates);
        }
        double[] unknown = new double[candidates.size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    /** How many tokens a request has at least; empty if nobody counts. */
    OptionalLong least(Request request, Model model) {
        Tokens there = tokens;
        if (there == null) {
            return OptionalLong.empty();
        }
        TokenCounter.Count count = there.count(request, model);
        return OptionalLong.of(count.tokens() * (100 - Math.min(100, count.error())) / 100);
    }

    Vitals vitals(Candidate candidate) {
        HealthBook there = health;
        return there == null ? Vitals.UNKNOWN : there.vitals(candidate);
    }

    List<Vitals> vitals(List<Candidate> candidates) {
        HealthBook there = health;
        return there == null ? Collections.nCopies(candidates.size(), Vitals.UNKNOWN) : there.vitals(candidates);
    }
}
