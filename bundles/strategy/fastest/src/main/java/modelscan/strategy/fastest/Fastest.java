package modelscan.strategy.fastest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Who answers soonest first: time to the first token and the time for an answer of usual length, as they were lately.
 *
 * <p>Who was not called lately comes last, but now and then first, so that it gets its chance.
 */
@Component(property = Strategy.NAME + "=fastest", configurationPid = "modelscan.strategy.fastest")
@Designate(ocd = Fastest.Config.class)
public final class Fastest implements Strategy {
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HealthBook health;
    private final int tokens;
    private final boolean steady;
    private final double explore;
    private final DoubleSupplier lots;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Fastest", description = "Who counts as fast")
    public @interface Config {
        @AttributeDefinition(description = "The length of a usual answer in tokens", required = false)
        int tokens() default 200;

        @AttributeDefinition(description = "Whether to go by the slowest of 20 first tokens, not by their average", required = false)
        boolean steady() default false;

        @AttributeDefinition(description = "In how many percent of requests somebody unknown comes first", required = false)
        int explore() default 3;
    }

    /** With whoever knows health when it is asked. */
    @Activate
    public Fastest(Config config) {
        this(null, config);
    }

    /** With these. */
    public Fastest(HealthBook health, Config config) {
        this(health, config, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** With lots from 0 to 1, 1 excluded. */
    Fastest(HealthBook health, Config config, DoubleSupplier lots) {
        this.health = health;
        this.tokens = config.tokens();
        this.steady = config.steady();
        this.explore = config.explore() / 100.0;
        this.lots = lots;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        HealthBook known = health;
        if (known == null) {
            return candidates;
        }
        List<Vitals> vitals = known.vitals(candidates);
        double[] times = new double[candidates.size()];
        int unknown = 0;
        for (int place = 0; place < times.length; place++) {
            times[place] = time(vitals.get(place));
            unknown += Double.isNaN(times[place]) ? 1 : 0;
        }
        if (unknown > 0 && unknown < times.length && lots.getAsDouble() < explore) {
            favour((int) (lots.getAsDouble() * unknown), times);
        }
        return Ranking.ascending(candidates, times);
    }

    private double time(Vitals vitals) {
        Optional<Duration> first = steady ? vitals.slowest() : vitals.firstToken();
        if (first.isPresent()) {
            return first.get().toNanos() / 1e9 + (vitals.speed().isPresent() ? tokens / vitals.speed().getAsDouble() : 0);
        }
        return vitals.latency().isPresent() ? vitals.latency().get().toNanos() / 1e9 : Double.NaN;
    }

    private static void favour(int which, double[] times) {
        int left = which;
        for (int place = 0; place < times.length; place++) {
            if (Double.isNaN(times[place]) && left-- == 0) {
                times[place] = -1;
                return;
            }
        }
    }
}
