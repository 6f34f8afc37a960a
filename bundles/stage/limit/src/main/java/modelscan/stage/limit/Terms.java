package modelscan.stage.limit;

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
 */
record Terms(Optional<String> plan, Map<String, OwnPlan> plans, List<Rule> limits) {
    static final Terms NONE = new Terms(Optional.empty(), Map.of(), List.of());

    Terms {
        plans = Map.copyOf(plans);
        limits = List.copyOf(limits);
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
