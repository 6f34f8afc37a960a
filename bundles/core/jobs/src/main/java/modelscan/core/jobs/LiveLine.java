package modelscan.core.jobs;

import java.time.Duration;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;

/** The pipeline that is installed; a job whose pipeline is replaced goes on in the next one. */
final class LiveLine implements Line, AutoCloseable {
    // A job has a ticket to go on with, so nobody has to wait for its end.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Whiteboard<Gateway> gateways;
    private final Whiteboard<Catalog> catalogs;

    LiveLine(BundleContext context) {
        this.gateways = Whiteboard.of(context, Gateway.class, PATIENCE);
        this.catalogs = Whiteboard.of(context, Catalog.class, PATIENCE);
    }

    @Override
    public Optional<Reply> handle(Exchange exchange) {
        for (Part<Gateway> part : gateways.parts()) {
            LeasedReply reply = new LeasedReply();
            Optional<Lease> lease = part.lease(reply::revoke);
            if (lease.isPresent()) {
                return Optional.of(reply.over(part.service(), exchange, lease.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Candidate candidate(Entry.Ticket ticket, Operation operation) {
        Candidate bare = new Candidate(ticket.provider(), Model.unknown(ticket.model(), operation));
        for (Part<Catalog> part : catalogs.parts()) {
            Optional<Lease> lease = part.lease();
            if (lease.isPresent()) {
                try (Lease _ = lease.get()) {
                    return part.service().candidates(bare.name(), operation).stream()
                            .filter(known -> known.provider().equals(ticket.provider())).findFirst().orElse(bare);
                }
            }
        }
        return bare;
    }

    @Override
    public void close() {
        gateways.close();
        catalogs.close();
    }
}
