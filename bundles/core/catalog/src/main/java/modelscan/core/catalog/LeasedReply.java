package modelscan.core.catalog;

import java.util.Optional;
import modelscan.api.gateway.Ability;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.whiteboard.Lease;

/** The reply of a provider that is leased until its end; the provider can be taken back when it must go. */
final class LeasedReply implements Reply {
    private static final Cost UNPRICED = new Cost.Unknown("no price is known for this model");

    private final Candidate candidate;
    private final int attempt;
    private final PriceTags tags;
    private Lease lease;
    private volatile Reply inner;
    private volatile boolean revoked;
    private volatile Priced priced;

    private record Priced(Receipt told, Receipt receipt) {
    }

    LeasedReply(Candidate candidate, int attempt, PriceTags tags) {
        this.candidate = candidate;
        this.attempt = attempt;
        this.tags = tags;
    }

    /** Calls the provider; the lease is given back at the end, however it comes. */
    Reply over(Ability ability, Exchange exchange, Lease lease) {
        this.lease = lease;
        boolean answered = false;
        try {
            inner = ability.answer(exchange);
            answered = true;
        } finally {
            if (!answered) {
                lease.close();
            }
        }
        if (revoked) {
            inner.close();
        }
        return this;
    }

    /** Ends the answer, because the provider's bundle stops and does not wait any longer. */
    void revoke() {
        revoked = true;
        Reply running = inner;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public Optional<Piece> next() {
        Optional<Piece> piece = inner.next();
        if (revoked && (piece.isEmpty() || piece.get().failure().isPresent())) {
            revoked = false;
            lease.close();
            return Optional.of(Piece.failed(Failure.of(ErrorCode.PROVIDER_GONE, "the plugin of " + candidate.provider()
                    + " was stopped while it answered").by(candidate.provider())));
        }
        if (piece.isEmpty()) {
            lease.close();
        }
        return piece;
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public Receipt receipt() {
        Receipt told = inner.receipt();
        Priced known = priced;
        if (known == null || known.told != told) {
            known = new Priced(told, priced(told));
            priced = known;
        }
        return known.receipt;
    }

    private Receipt priced(Receipt told) {
        // A mode may have led to a sibling of the model, which has its own price.
        Candidate served = told.target().orElse(candidate);
        Receipt receipt = told.from(served, attempt);
        Optional<Prices> prices = tags.on(served.provider(), served.model()).prices();
        return receipt.costing(prices.isPresent() ? prices.get().cost(receipt.usage()) : UNPRICED);
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            lease.close();
        }
    }
}
