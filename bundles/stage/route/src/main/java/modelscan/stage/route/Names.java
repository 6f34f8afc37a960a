package modelscan.stage.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.model.Operation;

/** What the names of models stand for: routes of the owner, {@code auto}, and models. */
final class Names {
    private static final String AUTO = "auto";
    private static final String CHOSEN = AUTO + ":";
    private static final String ALL = "/*";

    private final Catalog catalog;
    private final Pool pool;
    private final Map<String, Group> groups;
    private final Map<Asked, Grouped> grouped = new ConcurrentHashMap<>();

    private record Asked(String name, Operation operation) {
    }

    private record Grouped(Pool.Stock stock, Meaning meaning) {
    }

    /** The candidates behind a name, and how its owner wants them to be chosen. */
    record Meaning(List<Candidate> candidates, Optional<String> strategy, Optional<Group> group) {
    }

    Names(Catalog catalog, Pool pool, Map<String, Group> groups) {
        this.catalog = catalog;
        this.pool = pool;
        this.groups = groups;
    }

    Meaning of(String name, Operation operation) {
        Group group = groups.get(name);
        if (group != null) {
            return known(name, group, operation);
        }
        if (name.equals(AUTO)) {
            return new Meaning(pool.of(operation), Optional.empty(), Optional.empty());
        }
        if (name.startsWith(CHOSEN)) {
            return new Meaning(pool.of(operation), Optional.of(name.substring(CHOSEN.length())), Optional.empty());
        }
        return new Meaning(catalog.candidates(name, operation), Optional.empty(), Optional.empty());
    }

    // A group of hundreds is put together once for each state of the pool.
    private Meaning known(String name, Group group, Operation operation) {
        Pool.Stock stock = pool.stock();
        return grouped.compute(new Asked(name, operation), (_, before) -> before != null && before.stock() == stock ? before
                : new Grouped(stock, new Meaning(members(group, operation), group.strategy(), Optional.of(group)))).meaning();
    }

    /** The candidates of this name and then those of further ones, nobody twice. */
    static List<Candidate> joined(List<Candidate> first, Collection<List<Candidate>> further) {
        Map<String, Candidate> all = new LinkedHashMap<>();
        first.forEach(candidate -> all.putIfAbsent(candidate.name(), candidate));
        further.forEach(more -> more.forEach(candidate -> all.putIfAbsent(candidate.name(), candidate)));
        return List.copyOf(all.values());
    }

    private List<Candidate> members(Group group, Operation operation) {
        List<List<Candidate>> members = new ArrayList<>();
        for (String model : group.models()) {
            members.add(model.endsWith(ALL) ? all(model.substring(0, model.length() - ALL.length()), operation)
                    : catalog.candidates(model, operation));
        }
        return joined(List.of(), members);
    }

    private List<Candidate> all(String provider, Operation operation) {
        return pool.of(operation).stream().filter(candidate -> candidate.provider().equals(provider)).toList();
    }
}
