package modelscan.strategy.balanced;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The best mix of cost, time and reliability; each counts by its share of the largest, the unknown as the middle. */
@Component(property = Strategy.NAME + "=balanced", configurationPid = "modelscan.strategy.balanced")
@Designate(ocd = Balanced.Config.class)
public final class Balanced implements Strategy {
    private static final double MIDDLE = 0.5;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HealthBook health;
    private final double cost;
    private final double time;
    private final double errors;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Balanced", description = "What counts how much")
    public @interface Config {
        @AttributeDefinition(description = "How much cost counts", required = false)
        double cost() default 1;

        @AttributeDefinition(description = "How much the time to the first token counts", required = false)
        double time() default 1;

        @AttributeDefinition(description = "How much failures count", required = false)
        double errors() default 2;
    }

    /** With these. */
    public Balanced(Estimates estimates, HealthBook health, Config config) {
        this(config);
        this.estimates = estimates;
        this.health = health;
    }

    /** With whoever knows costs and health when it is asked. */
    @Activate
    public Balanced(Config config) {
        this.cost = config.cost();
        this.time = config.time();
        this.errors = config.errors();
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        HealthBook doing = health;
        Estimates costing = estimates;
        if (candidates.size() < 2 || doing == null || costing == null) {
            return candidates;
        }
        List<Vitals> known = doing.vitals(candidates);
        double[] costs = costing.rough(exchange.request(), candidates);
        double[] times = new double[costs.length];
        double[] scores = new double[costs.length];
        for (int place = 0; place < scores.length; place++) {
            Vitals vitals = known.get(place);
            times[place] = time(vitals);
            scores[place] = errors * vitals.errors();
        }
        add(scores, costs, cost);
        add(scores, times, time);
        return Ranking.ascending(candidates, scores);
    }

    private static double time(Vitals vitals) {
        Optional<Duration> time = vitals.firstToken().isPresent() ? vitals.firstToken() : vitals.latency();
        return time.isPresent() ? time.get().toNanos() : Double.NaN;
    }

    private static void add(double[] scores, double[] values, double weight) {
        double largest = 0;
        for (double value : values) {
            largest = value > largest ? value : largest;
        }
        for (int place = 0; place < scores.length; place++) {
            double share = Double.isNaN(values[place]) ? MIDDLE : largest == 0 ? 0 : values[place] / largest;
            scores[place] += weight * share;
        }
    }
}
