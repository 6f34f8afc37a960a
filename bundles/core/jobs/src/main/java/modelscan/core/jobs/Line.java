package modelscan.core.jobs;

import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;

/** The way into the pipeline, as it is at the moment. */
interface Line {
    /** Answers an exchange; empty if there is no pipeline right now, so that nothing was asked. */
    Optional<Reply> handle(Exchange exchange);

    /** Who gave out a ticket. */
    Candidate candidate(Entry.Ticket ticket, Operation operation);
}
