package modelscan.stage.auth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Candidate;
import modelscan.base.rank.Selections;

/** Which of a list of candidates rules let through: a bit for each, found out once for each pattern. */
final class Sight {
    private static final int MOST_RULES = 2_000;

    private final Selections<Candidate> selections;
    private final Map<String, long[]> providers = new HashMap<>();
    private final Map<String, long[]> models = new HashMap<>();
    private final Map<ModelRule, long[]> rules = new ConcurrentHashMap<>();

    Sight(List<Candidate> candidates) {
        this.selections = new Selections<>(candidates);
        for (int place = 0; place < candidates.size(); place++) {
            Candidate candidate = candidates.get(place);
            Selections.set(providers.computeIfAbsent(candidate.provider(), _ -> selections.none()), place);
            Selections.set(models.computeIfAbsent(candidate.model().id(), _ -> selections.none()), place);
        }
    }

    /** Those whom one rule at least of each of these lists lets through. */
    List<Candidate> through(List<List<ModelRule>> all) {
        long[] left = any(all.getFirst());
        for (int list = 1; list < all.size(); list++) {
            Selections.and(left, any(all.get(list)));
        }
        return selections.of(left);
    }

    private long[] any(List<ModelRule> list) {
        long[] some = selections.none();
        for (ModelRule rule : list) {
            Selections.or(some, bits(rule));
        }
        return some;
    }

    private long[] bits(ModelRule rule) {
        // A name without a star is looked up as quickly as what was found out before.
        if (rule.model().star() < 0) {
            return match(rule);
        }
        long[] known = rules.get(rule);
        if (known == null) {
            known = match(rule);
            if (rules.size() < MOST_RULES) {
                rules.put(rule, known);
            }
        }
        return known;
    }

    private long[] match(ModelRule rule) {
        long[] found = match(rule.model(), models);
        Selections.and(found, match(rule.provider(), providers));
        return found;
    }

    private long[] match(Glob glob, Map<String, long[]> names) {
        if (glob.equals(Glob.ANY)) {
            return selections.everybody();
        }
        long[] found = selections.none();
        if (glob.star() < 0) {
            Selections.or(found, names.getOrDefault(glob.text(), found));
        } else {
            names.forEach((name, bits) -> Selections.or(found, glob.matches(name) ? bits : found));
        }
        return found;
    }
}
