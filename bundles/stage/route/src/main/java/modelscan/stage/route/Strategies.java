package modelscan.stage.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;

/** The strategies that are installed at the moment. */
final class Strategies implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Whiteboard<Strategy> strategies;

    Strategies(BundleContext context) {
        this.strategies = Whiteboard.of(context, Strategy.class, PATIENCE);
    }

    /**
     * Puts candidates in order.
     *
     * @throws FailureException if there is no strategy of this name
     */
    List<Candidate> order(String name, Exchange exchange, List<Candidate> candidates) {
        for (Part<Strategy> part : strategies.parts()) {
            if (part.text(Strategy.NAME).equals(Optional.of(name))) {
                Optional<Lease> lease = part.lease();
                if (lease.isPresent()) {
                    try (Lease _ = lease.get()) {
                        return part.service().order(exchange, candidates);
                    }
                }
            }
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "there is no strategy '" + name + "'; there are "
                + names()).at("x-modelscan-strategy"));
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        strategies.parts().forEach(part -> part.text(Strategy.NAME).ifPresent(names::add));
        return names;
    }

    @Override
    public void close() {
        strategies.close();
    }
}
