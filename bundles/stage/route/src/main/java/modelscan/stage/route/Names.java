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
import modelscan.api.gateway.Router;
import modelscan.api.model.Operation;

/** What the names of models stand for: routes of the owner, {@code auto}, and models. */
final class Names {
    private static final String AUTO = "auto";
    private static final String CHOSEN = AUTO + ":";
    private static final String ALL = "/*";

    private static final int MANY = 16;

    private final Sources sources;
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

    Names(Sources sources, Pool pool, Map<String, Group> groups) {
        this.sources = sources;
        this.pool = pool;
        this.groups = groups;
    }

    /** All names that stand for several, and who is behind them for whatever they can do. */
    List<Router.Named> all() {
        List<Router.Named> all = new ArrayList<>(groups.size() + 1);
        all.add(named(AUTO));
        groups.keySet().stream().sorted().filter(name -> !name.equals(AUTO)).forEach(name -> all.add(named(name)));
        return all;
    }

    private Router.Named named(String name) {
        List<List<Candidate>> found = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            found.add(of(name, operation).candidates());
        }
        return new Router.Named(name, joined(List.of(), found));
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
        return listed(name, operation);
    }

    // Hundreds are put together once for each state of the pool; a few at once, so that nobody waits for a newcomer.
    private Meaning listed(String name, Operation operation) {
        Asked asked = new Asked(name, operation);
        Grouped before = grouped.get(asked);
        if (before != null && before.stock() == pool.stock()) {
            return before.meaning();
        }
        Meaning meaning = new Meaning(sources.catalog().candidates(name, operation), Optional.empty(), Optional.empty());
        if (meaning.candidates().size() >= MANY) {
            grouped.put(asked, new Grouped(pool.stock(), meaning));
        } else if (before != null) {
            grouped.remove(asked);
        }
        return meaning;
    }

    private Meaning known(String name, Group group, Operation operation) {
        Pool.Stock stock = pool.stock();
        Asked asked = new Asked(name, operation);
        Grouped before = grouped.get(asked);
        if (before != null && before.stock() == stock) {
            return before.meaning();
        }
        Meaning meaning = new Meaning(members(group, operation), group.strategy(), Optional.of(group));
        grouped.put(asked, new Grouped(stock, meaning));
        return meaning;
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
                    : sources.catalog().candidates(model, operation));
        }
        return joined(List.of(), members);
    }

    private List<Candidate> all(String provider, Operation operation) {
        return pool.of(operation).stream().filter(candidate -> candidate.provider().equals(provider)).toList();
    }
}
