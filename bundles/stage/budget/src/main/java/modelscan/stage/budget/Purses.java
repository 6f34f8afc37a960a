package modelscan.stage.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;

/** All purses by id and by owner; it is read without a lock and changed by one thread at a time. */
final class Purses {
    private record Owner(Scope scope, String name) {
    }

    private final AtomicInteger generation = new AtomicInteger();
    private final Map<String, Purse> byId = new ConcurrentHashMap<>();
    private final Map<Owner, List<Purse>> byOwner = new ConcurrentHashMap<>();

    /** Another number after each change of which purses there are. */
    int generation() {
        return generation.get();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Collection<Purse> all() {
        return byId.values();
    }

    Optional<Purse> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Purse> of(Scope scope, String owner) {
        return byOwner.getOrDefault(new Owner(scope, owner), List.of());
    }

    void put(Purse purse) {
        generation.incrementAndGet();
        Budget budget = purse.budget();
        byId.put(budget.id(), purse);
        byOwner.compute(new Owner(budget.scope(), budget.owner()), (_, before) -> with(before, budget.id(), List.of(purse)));
    }

    void remove(String id) {
        generation.incrementAndGet();
        Purse gone = byId.remove(id);
        if (gone != null) {
            Budget budget = gone.budget();
            byOwner.computeIfPresent(new Owner(budget.scope(), budget.owner()), (_, before) -> {
                List<Purse> left = with(before, id, List.of());
                return left.isEmpty() ? null : left;
            });
        }
    }

    private static List<Purse> with(List<Purse> before, String without, List<Purse> more) {
        List<Purse> after = new ArrayList<>(more);
        if (before != null) {
            before.stream().filter(purse -> !purse.budget().id().equals(without)).forEach(after::add);
        }
        return List.copyOf(after);
    }

    /** Those that concern a caller, wherever its request goes. */
    List<Purse> of(Principal principal) {
        if (byId.isEmpty()) {
            return List.of();
        }
        List<Purse> found = new ArrayList<>(of(Scope.KEY, principal.id()));
        principal.user().ifPresent(user -> found.addAll(of(Scope.USER, user)));
        principal.team().ifPresent(team -> found.addAll(of(Scope.TEAM, team)));
        principal.project().ifPresent(project -> found.addAll(of(Scope.PROJECT, project)));
        Set<String> tags = principal.tags();
        if (!tags.isEmpty()) {
            tags.forEach(tag -> found.addAll(of(Scope.TAG, tag)));
        }
        found.addAll(of(Scope.ALL, ""));
        return found;
    }

    /** Those that concern a caller at a provider. */
    List<Purse> of(Principal principal, String provider) {
        List<Purse> found = of(principal);
        List<Purse> there = of(Scope.PROVIDER, provider);
        if (there.isEmpty()) {
            return found;
        }
        List<Purse> both = new ArrayList<>(found);
        both.addAll(there);
        return both;
    }

    /** Those that count an entry. */
    List<Purse> of(Ledger.Entry entry) {
        List<Purse> found = new ArrayList<>(of(entry.principal()));
        entry.tries().stream().map(Ledger.Try::provider).distinct().forEach(provider -> found.addAll(of(Scope.PROVIDER, provider)));
        return found;
    }
}
