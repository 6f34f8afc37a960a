package modelscan.stage.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modelscan.api.gateway.Budgets;

/** Budgets in memory. */
final class KeptBudgets implements Budgets {
    private final Map<String, List<Budget>> budgets = new TreeMap<>();

    @Override
    public List<Budget> of(Scope scope, String owner) {
        return budgets.getOrDefault(scope + owner, List.of());
    }

    @Override
    public List<Budget> all() {
        return budgets.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public List<Standing> standing(Scope scope, String owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Budget put(Budget budget) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Budget> replace(Scope scope, String owner, List<Budget> replacements) {
        List<Budget> named = new ArrayList<>();
        replacements.forEach(budget -> named.add(budget.named("budget_" + named.size())));
        budgets.put(scope + owner, named);
        return named;
    }

    @Override
    public boolean remove(String id) {
        throw new UnsupportedOperationException();
    }
}
