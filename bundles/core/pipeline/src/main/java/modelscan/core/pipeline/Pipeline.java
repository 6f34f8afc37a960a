package modelscan.core.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.model.ErrorCode;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Orders the stages and runs exchanges through them. */
@Component
public final class Pipeline implements Gateway {
    // Streams hold their stages until they end.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final Whiteboard<Stage> stages;
    private volatile Chain chain;

    @Activate
    public Pipeline(BundleContext context, @Reference Catalog catalog) {
        this.catalog = catalog;
        this.chain = Chain.of(List.of(), this::call);
        this.stages = Whiteboard.of(context, Stage.class, PATIENCE, parts -> chain = Chain.of(parts, this::call));
    }

    @Deactivate
    void deactivate() {
        stages.close();
    }

    @Override
    public Reply handle(Exchange exchange) {
        if (exchange.cancellation().cancelled()) {
            return Reply.refused(ErrorCode.CANCELLED, "the caller went away");
        }
        Chain snapshot = chain;
        Optional<List<Lease>> leases = snapshot.enter();
        while (leases.isEmpty()) {
            // A stage goes away: the whiteboard has taken it off its list before it closed its door.
            snapshot = chain;
            leases = snapshot.enter();
        }
        return new RunningReply(exchange, snapshot.entry().handle(exchange), leases.get());
    }

    @Override
    public List<Stand> stages() {
        return chain.stands();
    }

    private Reply call(Exchange exchange) {
        Optional<Candidate> candidate = exchange.candidate();
        if (candidate.isEmpty()) {
            return Reply.refused(ErrorCode.UNAVAILABLE, "no stage chose a provider: is modelscan.stage.route installed?");
        }
        return catalog.call(exchange, candidate.get());
    }
}
