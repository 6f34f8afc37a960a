package modelscan.strategy.cheapest;

import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The least estimated cost of this request first; who has no known price comes last. */
@Component(property = Strategy.NAME + "=cheapest")
public final class Cheapest implements Strategy {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;

    /** With whoever estimates when it is asked. */
    @Activate
    public Cheapest() {
        // It comes by itself.
    }

    /** With these. */
    public Cheapest(Estimates estimates) {
        this.estimates = estimates;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        Estimates known = estimates;
        return known == null ? candidates : Ranking.ascending(candidates, known.rough(exchange.request(), candidates));
    }
}
