package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;
import modelscan.api.model.Money;

/** What a request takes from one budget. */
record Charge(String request, Instant at, Spending.Sum sum) {

    /** What this entry takes from this budget, in its currency; what cannot be said in it is unpriced. */
    static Charge of(Ledger.Entry entry, Budget budget, Rates rates) {
        if (entry.unknown()) {
            return lost(entry, budget);
        }
        BigDecimal spent = BigDecimal.ZERO;
        long unpriced = 0;
        for (Ledger.Try one : entry.tries()) {
            if (budget.scope() == Scope.PROVIDER && !one.provider().equals(budget.owner())) {
                continue;
            }
            Optional<BigDecimal> amount = amount(one.cost(), budget, rates, entry.at());
            spent = amount.isPresent() ? spent.add(amount.get()) : spent;
            unpriced += amount.isPresent() ? 0 : 1;
        }
        return new Charge(entry.request(), entry.at(), new Spending.Sum(spent, unpriced));
    }

    /** What a request takes of which nobody knows how it ended: what was set aside for it, and it is marked as not known. */
    private static Charge lost(Ledger.Entry entry, Budget budget) {
        Optional<BigDecimal> reserved = Optional.ofNullable(entry.reserved().get(budget.id()));
        boolean concerned = reserved.isPresent() || entry.concerns(budget.scope(), budget.owner());
        return new Charge(entry.request(), entry.at(), new Spending.Sum(reserved.orElse(BigDecimal.ZERO), concerned ? 1 : 0));
    }

    /** A cost in the currency of a budget, if it is known. */
    static Optional<BigDecimal> amount(Cost cost, Budget budget, Rates rates, Instant at) {
        if (!(cost instanceof Cost.Known(Money money))) {
            return Optional.empty();
        }
        if (money.currency().equals(budget.amount().currency()) || money.amount().signum() == 0) {
            return Optional.of(money.amount());
        }
        return rates.change(money, budget.amount().currency(), LocalDate.ofInstant(at, ZoneOffset.UTC)).map(Money::amount);
    }

    boolean empty() {
        return sum.spent().signum() == 0 && sum.unpriced() == 0;
    }
}
