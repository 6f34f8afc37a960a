package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.gateway.Budgets.Budget;
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
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets aside what a call may cost in all budgets that count it, together or not at all, before it is made. */
@Component(property = "service.ranking:Integer=50")
@StagePhase(Phase.LIMIT)
public final class Reserve implements Stage {
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
        Optional<Money> most = MaxCost.of(exchange.wishes());
        if (book.purses().isEmpty() && most.isEmpty()) {
            return next.handle(exchange);
        }
        Candidate candidate = exchange.candidate().get();
        Booking booking = book.bookings().of(exchange);
        List<Purse> purses = book.bookings().purses(exchange, booking, candidate.provider());
        if (purses.isEmpty() && most.isEmpty()) {
            return next.handle(exchange);
        }
        Optional<Estimates.Estimate> estimate = around.estimates().map(estimates -> estimates.of(exchange.inquiry(), candidate));
        most.ifPresent(money -> check(money, estimate.map(Estimates.Estimate::cost).orElse(NOBODY_ESTIMATES), candidate));
        Cost highest = estimate.map(Estimates.Estimate::highest).orElse(NOBODY_ESTIMATES);
        return purses.isEmpty() ? next.handle(exchange) : reserved(purses, highest, booking, () -> next.handle(exchange));
    }

    private Reply reserved(List<Purse> purses, Cost highest, Booking booking, Supplier<Reply> call) {
        Instant now = book.now();
        Rates rates = around.rates();
        BigDecimal[] amounts = new BigDecimal[purses.size()];
        for (int i = 0; i < amounts.length; i++) {
            Budget budget = purses.get(i).budget();
            Optional<BigDecimal> amount = Charge.amount(highest, budget, rates, now);
            if (amount.isEmpty() && settings.refusesUnpriced()) {
                return Reply.refused(Refusals.unpriced(budget, why(highest)));
            }
            amounts[i] = amount.orElse(BigDecimal.ZERO).min(settings.largest());
        }
        Booking.Reservation reservation = new Booking.Reservation(purses, amounts);
        Optional<Failure> refusal = booking.take(reservation, now, settings.strict());
        return refusal.isPresent() ? Reply.refused(refusal.get()) : called(booking, reservation, call);
    }

    private static Reply called(Booking booking, Booking.Reservation reservation, Supplier<Reply> call) {
        try {
            // What was refused costs nothing; anything else is set aside until the ledger has its entry.
            return call.get().whenDone(receipt -> {
                if (receipt.failure().isPresent() && receipt.usage().unknown()) {
                    booking.release(reservation);
                }
            });
        } catch (RuntimeException | Error fault) {
            booking.release(reservation);
            throw fault;
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
