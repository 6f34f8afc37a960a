package modelscan.stage.budget;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Rates;

/** Adds up what the ledger knows of budgets, from the beginning of their windows up to a position of the journal. */
record History(Ledger ledger, Rates rates, Instant now) {

    /** Asks for each budget; right for a few. */
    Map<Budget, Spending> one(List<Purse> purses, long before) {
        Map<Budget, Spending> found = new HashMap<>();
        for (Purse purse : purses) {
            Budget budget = purse.budget();
            Spending spending = new Spending(budget, now);
            // Of those that were lost only the names of budgets tell which providers might have been paid.
            Scope scope = budget.scope() == Scope.PROVIDER ? Scope.ALL : budget.scope();
            ledger.read(spending.since(now), before, scope, budget.owner(), entry -> add(entry, purse, spending));
            found.put(budget, spending);
        }
        return found;
    }

    /** Asks once for all. */
    Map<Budget, Spending> all(List<Purse> purses, long before) {
        Map<Budget, Spending> found = new HashMap<>();
        Map<String, Spending> byId = new HashMap<>();
        Purses wanted = new Purses();
        for (Purse purse : purses) {
            Budget budget = purse.budget();
            wanted.put(purse);
            byId.put(budget.id(), new Spending(budget, now));
            found.put(budget, byId.get(budget.id()));
        }
        Instant since = byId.values().stream().map(spending -> spending.since(now)).min(Comparator.naturalOrder()).orElse(now);
        ledger.read(since, before, Scope.ALL, "", entry -> wanted.of(entry)
                .forEach(purse -> add(entry, purse, byId.get(purse.budget().id()))));
        return found;
    }

    private void add(Ledger.Entry entry, Purse purse, Spending spending) {
        Charge charge = Charge.of(entry, purse.budget(), rates);
        purse.seen(charge.request());
        spending.add(charge.at(), charge.sum());
    }
}
