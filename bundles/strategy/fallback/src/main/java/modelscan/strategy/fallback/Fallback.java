package modelscan.strategy.fallback;

import java.util.Comparator;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The first that works, in the order the owner wants; providers the owner does not name come after, as they are listed. */
@Component(property = Strategy.NAME + "=fallback", configurationPid = "modelscan.strategy.fallback")
@Designate(ocd = Fallback.Config.class)
public final class Fallback implements Strategy {
    private final List<String> providers;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Fallback", description = "In which order providers are tried")
    public @interface Config {
        @AttributeDefinition(description = "Providers to try first, best first", required = false)
        String[] providers() default {};
    }

    @Activate
    public Fallback(Config config) {
        this.providers = List.of(config.providers());
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        if (providers.isEmpty()) {
            return candidates;
        }
        return candidates.stream().sorted(Comparator.comparingInt(this::rank)).toList();
    }

    private int rank(Candidate candidate) {
        int named = providers.indexOf(candidate.provider());
        return named < 0 ? providers.size() : named;
    }
}
