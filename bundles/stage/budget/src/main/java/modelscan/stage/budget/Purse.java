package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.model.Failure;
import modelscan.api.model.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A budget with what was spent of it.
 *
 * <p>Spent, reserved and the window change together, so they are guarded by this object; it is held for a few additions.
 */
final class Purse {
    private static final Logger LOG = LoggerFactory.getLogger(Purse.class);
    private static final int MOST_EARLY = 10_000;

    private final Map<String, Charge> early = new LinkedHashMap<>();
    private final String id;
    private volatile Budget budget;
    private BigDecimal warnFrom;
    private Spending spending;
    private BigDecimal reserved = BigDecimal.ZERO;
    private boolean known;
    private boolean warned;

    /** A purse of which nobody has said yet what was spent before. */
    Purse(Budget budget, Instant now) {
        this.id = budget.id();
        this.budget = budget;
        this.warnFrom = warnFrom(budget);
        this.spending = new Spending(budget, now);
    }

    String id() {
        return id;
    }

    Budget budget() {
        return budget;
    }

    /** Takes another amount for the same window. */
    synchronized void change(Budget changed) {
        budget = changed;
        warnFrom = warnFrom(changed);
        warned = false;
    }

    /** This request is among what was spent before. */
    synchronized void seen(String request) {
        early.remove(request);
    }

    /** All that was spent before is known. */
    synchronized void known(Spending before, Instant now) {
        known = true;
        spending = before;
        early.values().forEach(charge -> spending.add(charge.at(), charge.sum()));
        early.clear();
        turn(now);
        warn();
    }

    /** What was set aside by a process that is gone; as long as it is not known what was spent before, it is a part of that. */
    synchronized void lost(Charge charge, Instant now) {
        if (known) {
            charge(charge, now);
        }
    }

    synchronized void charge(Charge charge, Instant now) {
        if (known) {
            spending.advance(now);
            spending.add(charge.at(), charge.sum());
            warn();
        } else if (early.size() < MOST_EARLY) {
            early.put(charge.request(), charge);
        }
    }

    /** Why nothing may be spent now, if that is so. */
    synchronized Optional<Failure> closed(Instant now) {
        return refusal(BigDecimal.ZERO, now, false);
    }

    /** Sets this much aside, or says why not. */
    synchronized Optional<Failure> reserve(BigDecimal amount, Instant now, boolean strict) {
        Optional<Failure> refusal = refusal(amount, now, strict);
        if (refusal.isEmpty()) {
            reserved = reserved.add(amount);
        }
        return refusal;
    }

    synchronized void release(BigDecimal amount) {
        reserved = reserved.subtract(amount);
    }

    synchronized Standing standing(Instant now) {
        turn(now);
        return new Standing(budget, money(spending.sum().spent()), money(reserved), spending.sum().unpriced(), spending.resets(),
                reached(warnFrom));
    }

    private Optional<Failure> refusal(BigDecimal amount, Instant now, boolean strict) {
        if (!known) {
            return Optional.of(Refusals.notReady());
        }
        turn(now);
        BigDecimal taken = spending.sum().spent().add(reserved);
        int left = budget.amount().amount().compareTo(taken);
        if (left > 0 && !(strict && budget.amount().amount().compareTo(taken.add(amount)) < 0)) {
            return Optional.empty();
        }
        boolean spent = reached(budget.amount().amount());
        Optional<Instant> resets = spent ? spending.resets() : Optional.empty();
        Duration wait = resets.map(at -> Duration.between(now, at)).filter(Duration::isPositive).orElse(Duration.ofSeconds(1));
        return Optional.of(Refusals.exhausted(budget, spending.sum().spent(), reserved, resets).after(wait));
    }

    private void turn(Instant now) {
        if (spending.advance(now) && !reached(warnFrom)) {
            warned = false;
        }
    }

    private void warn() {
        if (!warned && reached(warnFrom)) {
            warned = true;
            LOG.warn("{}: {} of {} {} are spent", Refusals.name(budget), money(spending.sum().spent()).digits(),
                    budget.amount().digits(), budget.amount().currency());
        }
    }

    private boolean reached(BigDecimal amount) {
        return spending.sum().spent().compareTo(amount) >= 0;
    }

    private static BigDecimal warnFrom(Budget budget) {
        return budget.amount().amount().multiply(budget.warnAt());
    }

    private Money money(BigDecimal amount) {
        return new Money(amount, budget.amount().currency());
    }
}
