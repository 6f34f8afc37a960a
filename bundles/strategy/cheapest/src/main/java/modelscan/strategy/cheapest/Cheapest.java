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

/** The least estimated cost of this request first; who has no known price comes last. */
@Component(property = Strategy.NAME + "=cheapest")
public final class Cheapest implements Strategy {
    private final Estimates estimates;

    @Activate
    public Cheapest(@Reference Estimates estimates) {
        this.estimates = estimates;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        return Ranking.ascending(candidates, estimates.rough(exchange.request(), candidates));
    }
}
