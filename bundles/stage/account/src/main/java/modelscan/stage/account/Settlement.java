package modelscan.stage.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.Usage;

/** Turns what is known at the end of an exchange into its entry. */
record Settlement(Surroundings around, UsageBelief belief) {
    private static final Currency DOLLAR = Currency.getInstance("USD");

    Settlement(Surroundings around) {
        this(around, new UsageBelief(around));
    }

    Booked settle(Ending ending) {
        Receipt receipt = ending.receipt();
        Exchange exchange = ending.exchange();
        List<Ledger.Try> tries = new ArrayList<>();
        receipt.earlier().forEach(one -> tries.add(checked(one, exchange.id())));
        if (!receipt.cached()) {
            receipt.target().ifPresent(candidate -> tries.add(last(ending, candidate)));
        }
        Optional<ErrorCode> failure = ending.failure();
        Ledger.Entry entry = new Ledger.Entry(exchange.id(), ending.at(), exchange.principal(), exchange.operation(),
                exchange.inquiry().model(), tries, receipt.cached(), failure, ending.took());
        return new Booked(entry, status(ending, failure, tries), Math.max(receipt.attempts(), tries.size()),
                receipt.target().map(Candidate::provider).orElse(""),
                receipt.target().map(candidate -> candidate.model().id()).orElse(""), saved(receipt),
                failure.isEmpty() && !tries.isEmpty() ? routed(receipt, tries.getLast()) : Optional.empty());
    }

    private static Status status(Ending ending, Optional<ErrorCode> failure, List<Ledger.Try> tries) {
        if (failure.isEmpty()) {
            return Status.OK;
        }
        if (ending.left() && failure.get() == ErrorCode.CANCELLED) {
            return Status.CANCELLED;
        }
        return tries.isEmpty() ? Status.REFUSED : Status.FAILED;
    }

    private Optional<Money> saved(Receipt receipt) {
        if (!receipt.cached()) {
            return Optional.empty();
        }
        Cost cost = receipt.cost() instanceof Cost.Known || receipt.target().isEmpty() ? receipt.cost()
                : around.cost(receipt.target().get(), receipt.usage());
        return cost instanceof Cost.Known(Money money) ? Optional.of(money) : Optional.empty();
    }

    // What others would have taken for the same work, by their prices; whoever has none says nothing.
    private Optional<Money> routed(Receipt receipt, Ledger.Try last) {
        if (receipt.rivals().size() < 2 || !(last.cost() instanceof Cost.Known(Money paid))) {
            return Optional.empty();
        }
        BigDecimal most = paid.amount();
        for (Candidate rival : receipt.rivals()) {
            if (around.cost(rival, last.usage()) instanceof Cost.Known(Money money) && money.currency().equals(paid.currency())) {
                most = most.max(money.amount());
            }
        }
        return most.compareTo(paid.amount()) > 0 ? Optional.of(new Money(most, paid.currency()).minus(paid)) : Optional.empty();
    }

    private Ledger.Try last(Ending ending, Candidate candidate) {
        Optional<ErrorCode> failure = ending.failure();
        Receipt receipt = ending.receipt();
        String model = candidate.model().id();
        if (failure.filter(Settlement::free).isPresent() && receipt.usage().unknown() && !ending.heard().anything()) {
            return new Ledger.Try(candidate.provider(), model, Usage.NONE, false, nothing(candidate), failure);
        }
        UsageBelief.Believed believed = belief.of(ending, candidate);
        Cost cost = believed.usage().equals(receipt.usage()) ? receipt.cost() : around.cost(candidate, believed.usage());
        return new Ledger.Try(candidate.provider(), model, believed.usage(), believed.estimated(), cost, failure);
    }

    private Ledger.Try checked(Ledger.Try one, String request) {
        if (one.usage().unknown() && one.cost() instanceof Cost.Unknown && one.failure().filter(Settlement::free).isPresent()) {
            return new Ledger.Try(one.provider(), one.model(), Usage.NONE, false,
                    new Cost.Known(new Money(BigDecimal.ZERO, DOLLAR)), one.failure());
        }
        Usage credible = belief.credible(one.usage(), request, one.provider() + "/" + one.model());
        return credible.equals(one.usage()) ? one : new Ledger.Try(one.provider(), one.model(), credible, false,
                new Cost.Unknown("the usage that was told cannot be true"), one.failure());
    }

    private static Cost nothing(Candidate candidate) {
        return new Cost.Known(new Money(BigDecimal.ZERO, candidate.model().prices().map(prices -> prices.currency()).orElse(DOLLAR)));
    }

    /** Whether a call that failed so, and of which no usage was told, was refused and is not billed by anybody. */
    private static boolean free(ErrorCode failure) {
        return switch (failure) {
            case INVALID_REQUEST, CONTEXT_TOO_LONG, UNSUPPORTED, UNAUTHENTICATED, BUDGET_EXHAUSTED, FORBIDDEN, NOT_FOUND,
                    MODEL_NOT_FOUND, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE,
                    RATE_LIMITED, QUOTA_EXHAUSTED, PROVIDER_KEY_REFUSED, PROVIDER_ERROR, PROVIDER_UNREACHABLE,
                    PROVIDER_OVERLOADED, PROVIDER_UNCONFIGURED, UNAVAILABLE -> true;
            case CONTENT_FILTERED, CANCELLED, INTERNAL, PROVIDER_GARBAGE, STREAM_CUT, PROVIDER_GONE, PROVIDER_TIMEOUT -> false;
        };
    }
}
