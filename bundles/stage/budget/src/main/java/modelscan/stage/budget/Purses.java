package modelscan.stage.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;

/** All purses by id and by owner; it is read without a lock and changed by one thread at a time. */
final class Purses {
    /**
     * The purses of a caller.
     *
     * @param generation of which they are
     */
    record Found(Principal caller, int generation, List<Purse> all) {
    }

    private final AtomicInteger generation = new AtomicInteger();
    private final Map<String, Purse> byId = new ConcurrentHashMap<>();
    private final Map<Scope, Map<String, List<Purse>>> byOwner = new EnumMap<>(Scope.class);

    Purses() {
        for (Scope scope : Scope.values()) {
            byOwner.put(scope, new ConcurrentHashMap<>());
        }
    }

    /** Another number while and after which purses there are changes: what was found before it holds as long as it stays. */
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
        return byOwner.get(scope).getOrDefault(owner, List.of());
    }

    void put(Purse purse) {
        generation.incrementAndGet();
        Budget budget = purse.budget();
        byId.put(budget.id(), purse);
        byOwner.get(budget.scope()).compute(budget.owner(), (_, before) -> with(before, budget.id(), List.of(purse)));
        generation.incrementAndGet();
    }

    void remove(String id) {
        generation.incrementAndGet();
        Purse gone = byId.remove(id);
        if (gone != null) {
            Budget budget = gone.budget();
            byOwner.get(budget.scope()).computeIfPresent(budget.owner(), (_, before) -> {
                List<Purse> left = with(before, id, List.of());
                return left.isEmpty() ? null : left;
            });
        }
        generation.incrementAndGet();
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
        List<Purse> found = new ArrayList<>();
        if (byId.isEmpty()) {
            return found;
        }
        found.addAll(of(Scope.KEY, principal.id()));
        principal.user().ifPresent(user -> found.addAll(of(Scope.USER, user)));
        principal.team().ifPresent(team -> found.addAll(of(Scope.TEAM, team)));
        principal.project().ifPresent(project -> found.addAll(of(Scope.PROJECT, project)));
        for (String tag : principal.tags()) {
            found.addAll(of(Scope.TAG, tag));
        }
        found.addAll(of(Scope.ALL, ""));
        return found;
    }

    /** These, and those of a provider. */
    List<Purse> with(List<Purse> found, String provider) {
        List<Purse> there = of(Scope.PROVIDER, provider);
        if (there.isEmpty()) {
            return found;
        }
        List<Purse> both = new ArrayList<>(found.size() + there.size());
        both.addAll(found);
        both.addAll(there);
        return both;
    }

    /** Those that count an entry. */
    List<Purse> of(Ledger.Entry entry) {
        return of(entry, of(entry.principal()));
    }

    /** The same, when those of its caller are known. */
    List<Purse> of(Ledger.Entry entry, List<Purse> callers) {
        List<Purse> found = callers;
        List<Ledger.Try> tries = entry.tries();
        for (int i = 0; i < tries.size(); i++) {
            String provider = tries.get(i).provider();
            if (tries.subList(0, i).stream().noneMatch(one -> one.provider().equals(provider))) {
                found = with(found, provider);
            }
        }
        return entry.reserved().isEmpty() ? found : named(entry, found);
    }

    // What it would have been charged at a provider is known by the name of the budget only.
    private List<Purse> named(Ledger.Entry entry, List<Purse> found) {
        List<Purse> all = new ArrayList<>(found);
        entry.reserved().keySet().forEach(id -> find(id).filter(purse -> !found.contains(purse)).ifPresent(all::add));
        return all;
    }
}
