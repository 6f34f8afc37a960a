package modelscan.stage.limit;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.gateway.Plan;
import modelscan.stage.limit.Terms.OwnPlan;

/**
 * The plans of a provider, and which of them is ours.
 *
 * @param described those the provider is shipped with
 * @param setting the plan in the provider's configuration
 * @param terms what the owner says over the management API
 */
record Offer(List<Plan> described, Optional<String> setting, Terms terms) {
    static final Offer NONE = new Offer(List.of(), Optional.empty(), Terms.NONE);
    private static final String DEFAULT = "default";
    private static final String OWN = "own";

    /** All plans by id. */
    SortedMap<String, OwnPlan> plans() {
        SortedMap<String, OwnPlan> plans = new TreeMap<>();
        described.forEach(plan -> plans.put(plan.id(), OwnPlan.of(plan)));
        plans.putAll(terms.plans());
        return plans;
    }

    /** The id of the plan somebody named. */
    Optional<String> named() {
        return terms.plan().or(() -> setting);
    }

    /** Our plan: the one named, or the one that holds for everybody; a tier is never guessed. */
    Optional<OwnPlan> ours() {
        return Optional.ofNullable(plans().get(named().orElse(DEFAULT)));
    }

    /** What holds: our plan, with the limits that were set instead of its own. */
    Optional<OwnPlan> holding() {
        Optional<OwnPlan> ours = ours();
        if (terms.limits().isEmpty()) {
            return ours;
        }
        String id = ours.map(own -> own.plan().id()).orElse(OWN);
        return Optional.of(new OwnPlan(new Plan(id, ours.map(own -> own.plan().name()).orElse(id), ours.flatMap(own -> own.plan().monthly()),
                terms.limits().stream().map(Rule::limit).toList(), terms.source(), terms.verified()), terms.limits()));
    }

    /** The limits that hold. */
    List<Rule> rules() {
        return holding().map(OwnPlan::rules).orElse(List.of());
    }

    Offer describing(List<Plan> plans, Optional<String> plan) {
        return new Offer(plans, plan, terms);
    }

    Offer under(Terms changed) {
        return new Offer(described, setting, changed);
    }

    boolean none() {
        return described.isEmpty() && setting.isEmpty() && terms.none();
    }
}
