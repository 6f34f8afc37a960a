package modelscan.core.catalog.descriptor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.model.Money;
import modelscan.base.json.Fields;

/** Reads the tiers a customer can be on. */
record PlanReader(Fields descriptor) {
    private static final Set<String> WORDS = Set.of("name", "monthly", "currency", "limits", "source", "verified");
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            kind("rps", What.REQUESTS, Window.SECOND), kind("rpm", What.REQUESTS, Window.MINUTE),
            kind("rph", What.REQUESTS, Window.HOUR), kind("rpd", What.REQUESTS, Window.DAY),
            kind("rpmo", What.REQUESTS, Window.MONTH),
            kind("tpm", What.TOKENS, Window.MINUTE), kind("tph", What.TOKENS, Window.HOUR),
            kind("tpd", What.TOKENS, Window.DAY), kind("tpmo", What.TOKENS, Window.MONTH),
            kind("itpm", What.INPUT_TOKENS, Window.MINUTE), kind("otpm", What.OUTPUT_TOKENS, Window.MINUTE),
            kind("concurrent", What.CONCURRENT, Window.MOMENT),
            kind("cpm", What.CHARACTERS, Window.MINUTE), kind("cpd", What.CHARACTERS, Window.DAY),
            kind("cpmo", What.CHARACTERS, Window.MONTH),
            kind("spm", What.SECONDS, Window.MINUTE), kind("spd", What.SECONDS, Window.DAY),
            kind("spmo", What.SECONDS, Window.MONTH),
            kind("ipm", What.IMAGES, Window.MINUTE), kind("ipd", What.IMAGES, Window.DAY),
            kind("ipmo", What.IMAGES, Window.MONTH),
            kind("crmo", What.CREDITS, Window.MONTH));

    private record Kind(What what, Window window) {
    }

    private static Map.Entry<String, Kind> kind(String word, What what, Window window) {
        return Map.entry(word, new Kind(what, window));
    }

    List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        descriptor.named("plans").ifPresent(named -> named.keys().forEach(id -> plans.add(plan(id, named.object(id, WORDS)
                .orElseThrow(() -> Checked.refuse(named, "'" + id + "' is empty"))))));
        return plans;
    }

    private Plan plan(String id, Fields plan) {
        Set<String> words = new HashSet<>(KINDS.keySet());
        words.add("models");
        List<Plan.Limit> limits = new ArrayList<>();
        plan.objects("limits", words).forEach(entry -> limits(entry, limits));
        return new Plan(id, plan.optionalText("name").orElse(id), monthly(plan), limits,
                plan.optionalText("source").or(() -> descriptor.optionalText("source")),
                Checked.date(plan, "verified").or(() -> Checked.date(descriptor, "verified")));
    }

    private static void limits(Fields entry, List<Plan.Limit> into) {
        Set<String> models = Set.copyOf(entry.texts("models"));
        for (String word : entry.keys()) {
            Optional.ofNullable(KINDS.get(word)).ifPresent(kind -> entry.decimal(word)
                    .ifPresent(amount -> into.add(limit(entry, word, kind, amount, models))));
        }
    }

    private static Plan.Limit limit(Fields entry, String word, Kind kind, BigDecimal amount, Set<String> models) {
        if (amount.signum() < 0) {
            throw Checked.refuse(entry, "'" + word + "' must not be negative");
        }
        return new Plan.Limit(kind.what(), kind.window(), amount, models);
    }

    private static Optional<Money> monthly(Fields plan) {
        return plan.decimal("monthly").map(amount -> new Money(amount, Checked.currency(plan)));
    }
}
