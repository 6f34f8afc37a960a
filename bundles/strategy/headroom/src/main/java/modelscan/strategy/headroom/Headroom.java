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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who is below a share of its limits first, in the order given; the others after them, the least used first. */
@Component(property = Strategy.NAME + "=headroom", configurationPid = "modelscan.strategy.headroom")
@Designate(ocd = Headroom.Config.class)
public final class Headroom implements Strategy {
    private final PlanBook plans;
    private final double full;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Headroom", description = "How near to its limits a candidate may come")
    public @interface Config {
        @AttributeDefinition(description = "From this share of a limit on, in percent, others come first", required = false)
        int percent() default 80;
    }

    @Activate
    public Headroom(@Reference PlanBook plans, Config config) {
        this.plans = plans;
        this.full = config.percent() / 100.0;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        double[] used = new double[candidates.size()];
        for (int place = 0; place < used.length; place++) {
            double share = plans.used(candidates.get(place));
            used[place] = share < full ? 0 : 1 + share;
        }
        return Ranking.ascending(candidates, used);
    }
}
