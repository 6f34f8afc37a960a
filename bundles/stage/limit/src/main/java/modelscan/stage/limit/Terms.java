package modelscan.stage.limit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Plan;

/**
 * What the owner of the gateway says about the limits of a provider.
 *
 * @param plan the plan the account is on
 * @param plans plans beside or instead of those the provider is shipped with, by id
 * @param limits limits instead of those of the plan
 * @param source where these limits come from
 * @param verified when they were compared with their source
 */
record Terms(Optional<String> plan, Map<String, OwnPlan> plans, List<Rule> limits, Optional<String> source,
        Optional<LocalDate> verified) {
    static final Terms NONE = new Terms(Optional.empty(), Map.of(), List.of());

    Terms {
        plans = Map.copyOf(plans);
        limits = List.copyOf(limits);
    }

    /** Terms whose limits are of unknown age. */
    Terms(Optional<String> plan, Map<String, OwnPlan> plans, List<Rule> limits) {
        this(plan, plans, limits, Optional.empty(), Optional.empty());
    }

    /** A plan and how its limits are counted. */
    record OwnPlan(Plan plan, List<Rule> rules) {
        OwnPlan {
            rules = List.copyOf(rules);
        }

        static OwnPlan of(Plan plan) {
            return new OwnPlan(plan, plan.limits().stream().map(Rule::of).toList());
        }
    }

    boolean none() {
        return equals(NONE);
    }
}
