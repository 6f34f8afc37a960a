package modelscan.strategy.fallback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The first that works, in the order the owner wants; providers the owner does not name come after, as they are listed. */
@Component(property = Strategy.NAME + "=fallback", configurationPid = "modelscan.strategy.fallback")
@Designate(ocd = Fallback.Config.class)
public final class Fallback implements Strategy {
    private final Map<String, Integer> providers = new HashMap<>();

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Fallback", description = "In which order providers are tried")
    public @interface Config {
        @AttributeDefinition(description = "Providers to try first, best first", required = false)
        String[] providers() default {};
    }

    @Activate
    public Fallback(Config config) {
        for (String provider : config.providers()) {
            providers.putIfAbsent(provider, providers.size());
        }
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        if (providers.isEmpty()) {
            return candidates;
        }
        double[] ranks = new double[candidates.size()];
        for (int place = 0; place < ranks.length; place++) {
            Integer named = providers.get(candidates.get(place).provider());
            ranks[place] = named == null ? Double.NaN : named;
        }
        return Ranking.ascending(candidates, ranks);
    }
}
