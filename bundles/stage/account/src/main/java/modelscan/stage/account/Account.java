package modelscan.stage.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes down what every request used and cost, before its caller has the whole answer. */
@Component
@StagePhase(Phase.ACCOUNT)
public final class Account implements Stage {
    private static final Failure NO_JOURNAL = Failure.of(ErrorCode.UNAVAILABLE, "what requests cost cannot be written down at the "
            + "moment, so none is served that may cost something").because("storage_failed").after(Duration.ofSeconds(1));

    private final Desk desk;

    @Activate
    public Account(@Reference Surroundings around, @Reference Settings settings, @Reference Register register) {
        this(Desk.of(around, settings, register));
    }

    Account(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Reply handle(Exchange asked, Next next) {
        if (desk.settings().off()) {
            return next.handle(asked);
        }
        long start = desk.time().nanos();
        Principal principal = asked.principal().naming(asked.wishes());
        Exchange exchange = principal == asked.principal() ? asked : asked.by(principal);
        Optional<Sheet.Place> place = Optional.empty();
        try {
            place = Optional.of(begin(exchange));
        } catch (FailureException storage) {
            if (!desk.settings().serves() && !free(exchange)) {
                return Reply.refused(storage.failure());
            }
        }
        Running running = new Running(exchange, start, desk, place);
        try {
            return new AccountedReply(next.handle(exchange), running);
        } catch (RuntimeException | Error fault) {
            abandon(running, fault);
            throw fault;
        }
    }

    private static void abandon(Running running, Throwable fault) {
        try {
            running.settle(Receipt.EMPTY, false, Optional.of(fault instanceof FailureException expected
                    ? expected.failure().code() : ErrorCode.INTERNAL));
            running.leave();
        } catch (FailureException storage) {
            fault.addSuppressed(storage);
        }
    }

    private Sheet.Place begin(Exchange exchange) {
        Journal journal = desk.around().journal().filter(Journal::healthy).orElseThrow(() -> new FailureException(NO_JOURNAL));
        long end = journal.end();
        Sheet.Place place = desk.register().enter(exchange.id(), EntryText.begun(new Begun(exchange.id(), desk.time().now(), end,
                exchange.principal(), exchange.operation(), exchange.inquiry().model())), end);
        if (desk.settings().awaitsBegun()) {
            place.force();
        }
        return place;
    }

    /** Whether everybody who could serve it is known to take no money. */
    private boolean free(Exchange exchange) {
        List<Candidate> candidates = desk.around().catalog()
                .map(catalog -> catalog.candidates(exchange.inquiry().model(), exchange.operation())).orElse(List.of());
        return !candidates.isEmpty() && candidates.stream().allMatch(candidate -> candidate.model().prices().filter(Account::free)
                .isPresent());
    }

    private static boolean free(Prices prices) {
        return !prices.each().isEmpty() && prices.each().values().stream().allMatch(price -> price.signum() == 0)
                && prices.tiers().stream().allMatch(tier -> tier.each().values().stream().allMatch(price -> price.signum() == 0))
                && prices.minimum().filter(least -> least.signum() != 0).isEmpty();
    }
}
