package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Rates;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets aside what a call may cost in all budgets that count it, together or not at all, before it is made. */
@Component(property = "service.ranking:Integer=50")
@StagePhase(Phase.LIMIT)
public final class Reserve implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
    private static final Cost NOBODY_ESTIMATES = new Cost.Unknown("nothing is installed that estimates it");

    private final BudgetBook book;
    private final Surroundings around;
    private final Settings settings;

    @Activate
    public Reserve(@Reference BudgetBook book, @Reference Surroundings around, @Reference Settings settings) {
        this.book = book;
        this.around = around;
        this.settings = settings;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        if (exchange.candidate().isEmpty()) {
            return next.handle(exchange);
        }
        Candidate candidate = exchange.candidate().get();
        List<Purse> purses = book.purses().of(exchange.principal().naming(exchange.wishes()), candidate.provider());
        Optional<Money> most = MaxCost.of(exchange.wishes());
        if (purses.isEmpty() && most.isEmpty()) {
            return next.handle(exchange);
        }
        Optional<Estimates.Estimate> estimate = around.estimates().map(estimates -> estimates.of(exchange.inquiry(), candidate));
        most.ifPresent(money -> check(money, estimate.map(Estimates.Estimate::cost).orElse(NOBODY_ESTIMATES), candidate));
        return reserved(exchange, next, purses, estimate.map(Estimates.Estimate::highest).orElse(NOBODY_ESTIMATES));
    }

    private Reply reserved(Exchange exchange, Next next, List<Purse> purses, Cost highest) {
        Instant now = book.now();
        List<Booking.Wish> wishes = new ArrayList<>(purses.size());
        for (Purse purse : purses) {
            Optional<BigDecimal> amount = Charge.amount(highest, purse.budget(), around.rates(), now);
            if (amount.isEmpty() && settings.refusesUnpriced()) {
                return Reply.refused(Refusals.unpriced(purse.budget(), why(highest)));
            }
            wishes.add(new Booking.Wish(purse, amount.orElse(BigDecimal.ZERO).min(settings.largest())));
        }
        Booking.Reservation reservation = new Booking.Reservation();
        Optional<Failure> refusal = Booking.take(wishes, reservation, now, settings.strict());
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        return called(exchange, next, reservation);
    }

    private Reply called(Exchange exchange, Next next, Booking.Reservation reservation) {
        book.booking(exchange).add(reservation);
        writeDown(exchange, reservation);
        try {
            // What was refused costs nothing; anything else is set aside until the ledger has its entry.
            return next.handle(exchange).whenDone(receipt -> {
                if (receipt.failure().isPresent() && receipt.usage().unknown()) {
                    reservation.release();
                }
            });
        } catch (RuntimeException | Error fault) {
            reservation.release();
            throw fault;
        }
    }

    // Without waiting, so that after a kill it is known what may have been spent.
    private void writeDown(Exchange exchange, Booking.Reservation reservation) {
        Optional<Journal> journal = around.journal();
        Optional<byte[]> text = journal.isEmpty() ? Optional.empty() : reservation.written(exchange.id());
        try {
            text.ifPresent(data -> journal.get().append(Reservations.KIND, data));
        } catch (FailureException unwritten) {
            // Whether anybody is served without a journal is for the ledger to say.
            LOG.debug("what is set aside for {} is not written down: {}", exchange.id(), unwritten.getMessage());
        }
    }

    private void check(Money most, Cost likely, Candidate candidate) {
        switch (likely) {
            case Cost.Known(Money money) -> {
                Optional<Money> same = money.currency().equals(most.currency()) ? Optional.of(money) : changed(money, most);
                if (same.isPresent() && same.get().amount().compareTo(most.amount()) > 0) {
                    throw new FailureException(Refusals.tooDear(same.get(), most, candidate.name()));
                }
                if (same.isEmpty() && settings.refusesUnpriced()) {
                    throw new FailureException(Refusals.unknownCost(candidate.name(), "there is no rate from "
                            + money.currency() + " to " + most.currency()));
                }
            }
            case Cost.Unknown(String why) -> {
                if (settings.refusesUnpriced()) {
                    throw new FailureException(Refusals.unknownCost(candidate.name(), why));
                }
            }
        }
    }

    private Optional<Money> changed(Money money, Money most) {
        Rates rates = around.rates();
        return rates.change(money, most.currency(), LocalDate.ofInstant(book.now(), ZoneOffset.UTC));
    }

    private static String why(Cost cost) {
        return switch (cost) {
            case Cost.Unknown(String why) -> why;
            case Cost.Known(Money money) -> "there is no rate for " + money.currency();
        };
    }
}
