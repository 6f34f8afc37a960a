package modelscan.strategy.headroom;

import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Who is below a share of its limits first, in the order given; the others after them, the least used first.
 *
 * <p>When enough are found that have room, those behind them are not asked any more and stay where they were.
 */
@Component(property = Strategy.NAME + "=headroom", configurationPid = "modelscan.strategy.headroom")
@Designate(ocd = Headroom.Config.class)
public final class Headroom implements Strategy {
    private static final int ENOUGH = 16;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile PlanBook plans;
    private final double full;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Headroom", description = "How near to its limits a candidate may come")
    public @interface Config {
        @AttributeDefinition(description = "From this share of a limit on, in percent, others come first", required = false)
        int percent() default 80;
    }

    /** With whoever knows limits when it is asked. */
    @Activate
    public Headroom(Config config) {
        this.full = config.percent() / 100.0;
    }

    /** With these. */
    public Headroom(PlanBook plans, Config config) {
        this(config);
        this.plans = plans;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        PlanBook known = plans;
        if (known == null) {
            return candidates;
        }
        double[] used = new double[candidates.size()];
        int free = 0;
        for (int place = 0; place < used.length && free < ENOUGH; place++) {
            double share = known.used(candidates.get(place));
            free += share < full ? 1 : 0;
            used[place] = share < full ? 0 : 1 + share;
        }
        return Ranking.ascending(candidates, used);
    }
}
