package modelscan.stage.budget;

import java.time.Instant;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.Failure;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses callers whose budget is used up, before anything is done for them. */
@Component(property = "service.ranking:Integer=-100")
@StagePhase(Phase.ADMIT)
public final class Admit implements Stage {
    private final BudgetBook book;

    @Activate
    public Admit(@Reference BudgetBook book) {
        this.book = book;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        if (!book.loaded()) {
            return Reply.refused(Refusals.notReady());
        }
        MaxCost.of(exchange.wishes());
        if (book.purses().isEmpty()) {
            return next.handle(exchange);
        }
        Purses.Found found = book.bookings().found(exchange);
        Instant now = book.now();
        for (Purse purse : found.all()) {
            Optional<Failure> closed = purse.closed(now);
            if (closed.isPresent()) {
                return Reply.refused(closed.get());
            }
        }
        return admitted(exchange, next, found);
    }

    private Reply admitted(Exchange exchange, Next next, Purses.Found found) {
        book.bookings().open(exchange, found);
        try {
            return next.handle(exchange).whenDone(receipt -> book.done(exchange, receipt));
        } catch (RuntimeException | Error fault) {
            book.done(exchange, Receipt.EMPTY);
            throw fault;
        }
    }
}
