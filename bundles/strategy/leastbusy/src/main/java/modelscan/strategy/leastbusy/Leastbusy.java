package modelscan.strategy.leastbusy;

import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who has the fewest calls under way first. */
@Component(property = Strategy.NAME + "=leastbusy")
public final class Leastbusy implements Strategy {
    private final HealthBook health;

    @Activate
    public Leastbusy(@Reference HealthBook health) {
        this.health = health;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        double[] running = new double[candidates.size()];
        for (int place = 0; place < running.length; place++) {
            running[place] = health.vitals(candidates.get(place)).running();
        }
        return Ranking.ascending(candidates, running);
    }
}
