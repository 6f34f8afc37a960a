package modelscan.stage.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Money;

/** The words with which a budget refuses. */
final class Refusals {
    private static final String REASON = "budget_exhausted";

    private Refusals() {
    }

    /** What was spent is not known yet: nothing is let through that could go over. */
    static Failure notReady() {
        return Failure.of(ErrorCode.UNAVAILABLE, "what was spent of a budget is still being added up").because("budgets_loading")
                .after(Duration.ofSeconds(1));
    }

    static Failure exhausted(Budget budget, BigDecimal spent, BigDecimal reserved, Optional<Instant> resets) {
        String currency = " " + budget.amount().currency();
        String held = reserved.signum() == 0 ? "" : ", and " + digits(reserved, budget) + currency + " are set aside for running requests";
        String words = name(budget) + " is used up: " + digits(spent, budget) + " of " + budget.amount().digits() + currency
                + " are spent" + held + resets.map(at -> "; it resets at " + at).orElse("");
        // Another provider may serve what this one may no longer be paid for.
        return budget.scope() == Scope.PROVIDER
                ? Failure.of(ErrorCode.QUOTA_EXHAUSTED, words).by(budget.owner()).because(REASON)
                : Failure.of(ErrorCode.BUDGET_EXHAUSTED, words).because(REASON);
    }

    static Failure unpriced(Budget budget, String why) {
        String words = name(budget) + " needs to know what a request costs, but that is unknown: " + why;
        return Failure.of(budget.scope() == Scope.PROVIDER ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.BUDGET_EXHAUSTED, words)
                .because("price_unknown");
    }

    static Failure tooDear(Money likely, Money most, String candidate) {
        return Failure.of(ErrorCode.BUDGET_EXHAUSTED, "this request would cost about " + likely.digits() + " " + likely.currency()
                + " at " + candidate + ", more than the " + most.digits() + " " + most.currency() + " of x-modelscan-max-cost")
                .because("max_cost").at("x-modelscan-max-cost");
    }

    static Failure unknownCost(String candidate, String why) {
        return Failure.of(ErrorCode.BUDGET_EXHAUSTED, "what this request costs at " + candidate + " is not known, but "
                + "x-modelscan-max-cost bounds it: " + why).because("price_unknown").at("x-modelscan-max-cost");
    }

    /** The budget in words: {@code the budget of the team 'blue' for a month (bud_1)}. */
    static String name(Budget budget) {
        String owner = budget.scope() == Scope.ALL ? "of all requests"
                : "of the " + budget.scope().word() + " '" + budget.owner() + "'";
        return "the budget " + owner + " for a " + budget.window().word() + " (" + budget.id() + ")";
    }

    private static String digits(BigDecimal amount, Budget budget) {
        return new Money(amount, budget.amount().currency()).digits();
    }
}
