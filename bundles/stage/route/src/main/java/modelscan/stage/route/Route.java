package modelscan.stage.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Finds who could serve an exchange, lets a strategy put them in order, and tries them until one answers. */
@Component(configurationPid = "modelscan.stage.route")
@StagePhase(Phase.ROUTE)
@Designate(ocd = Route.Config.class)
public final class Route implements Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final Config config;
    private final Whiteboard<Strategy> strategies;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Routing", description = "How candidates are chosen and tried")
    public @interface Config {
        @AttributeDefinition(description = "The strategy of callers who do not wish for one", required = false)
        String strategy() default "fallback";

        @AttributeDefinition(description = "The most candidates that are tried for one request", required = false)
        int tries() default 5;
    }

    @Activate
    public Route(BundleContext context, @Reference Catalog catalog, Config config) {
        this.catalog = catalog;
        this.config = config;
        this.strategies = Whiteboard.of(context, Strategy.class, PATIENCE);
    }

    @Deactivate
    void deactivate() {
        strategies.close();
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        if (exchange.candidate().isPresent()) {
            return next.handle(exchange);
        }
        List<Candidate> candidates = candidates(exchange);
        if (candidates.size() > 1) {
            candidates = ordered(exchange, candidates);
        }
        return new Tries(exchange, candidates, next, config.tries()).answer();
    }

    private List<Candidate> candidates(Exchange exchange) {
        List<Candidate> candidates = catalog.candidates(exchange.inquiry().model(), exchange.operation());
        Optional<String> fallbacks = exchange.wishes().named("fallbacks");
        if (fallbacks.isPresent()) {
            candidates = new ArrayList<>(candidates);
            for (String name : fallbacks.get().split(",")) {
                candidates.addAll(catalog.candidates(name.strip(), exchange.operation()));
            }
        }
        if (candidates.isEmpty()) {
            throw new FailureException(Failure.of(ErrorCode.MODEL_NOT_FOUND, "no provider serves " + exchange.operation().word()
                    + " with the model '" + exchange.inquiry().model() + "'; GET /v1/models lists those that are there")
                    .at("model"));
        }
        return candidates;
    }

    private List<Candidate> ordered(Exchange exchange, List<Candidate> candidates) {
        String wanted = exchange.wishes().named("strategy").orElse(config.strategy());
        for (Part<Strategy> part : strategies.parts()) {
            if (part.text(Strategy.NAME).equals(Optional.of(wanted))) {
                Optional<Lease> lease = part.lease();
                if (lease.isPresent()) {
                    try (Lease _ = lease.get()) {
                        return part.service().order(exchange, candidates);
                    }
                }
            }
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "there is no strategy '" + wanted + "'; there are "
                + names()).at("x-modelscan-strategy"));
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        strategies.parts().forEach(part -> part.text(Strategy.NAME).ifPresent(names::add));
        return names;
    }
}
