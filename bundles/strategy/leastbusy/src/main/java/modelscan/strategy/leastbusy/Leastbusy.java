package modelscan.strategy.leastbusy;

import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Who has the fewest calls under way first. */
@Component(property = Strategy.NAME + "=leastbusy")
public final class Leastbusy implements Strategy {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HealthBook health;

    /** With whoever knows health when it is asked. */
    @Activate
    public Leastbusy() {
        // It comes by itself.
    }

    /** With these. */
    public Leastbusy(HealthBook health) {
        this.health = health;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        HealthBook known = health;
        if (known == null) {
            return candidates;
        }
        List<Vitals> vitals = known.vitals(candidates);
        double[] running = new double[candidates.size()];
        for (int place = 0; place < running.length; place++) {
            running[place] = vitals.get(place).running();
        }
        return Ranking.ascending(candidates, running);
    }
}
