package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.base.json.Fields;
import modelscan.stage.limit.Terms.OwnPlan;

/** Reads what the owner says about limits: {@code {"plan": …, "plans": {…}, "limits": [{"rpm": 30, "models": […]}], "source": …}}. */
final class TermsForm {
    private static final Set<String> PLAN = Set.of("name", "monthly", "currency", "limits", "source", "verified");
    private static final Set<String> RESETS = Set.of("rolling", "fixed");

    private TermsForm() {
    }

    /** Reads it; what is wrong is named with its place. */
    static Terms read(JsonNode json, String place) {
        Fields fields = Fields.of(json, place, Set.of("plan", "plans", "limits", "source", "verified"));
        Map<String, OwnPlan> plans = new HashMap<>();
        fields.named("plans").ifPresent(named -> named.keys().forEach(id -> plans.put(id, plan(id,
                named.object(id, PLAN).orElseThrow(() -> wrong(named.place() + ": '" + id + "' is empty"))))));
        return new Terms(fields.optionalText("plan"), plans, rules(fields), fields.optionalText("source"), date(fields));
    }

    private static OwnPlan plan(String id, Fields fields) {
        List<Rule> rules = rules(fields);
        Optional<Money> monthly = fields.decimal("monthly").map(amount -> new Money(amount, currency(fields)));
        return new OwnPlan(new Plan(id, fields.optionalText("name").orElse(id), monthly,
                rules.stream().map(Rule::limit).toList(), fields.optionalText("source"), date(fields)), rules);
    }

    private static List<Rule> rules(Fields fields) {
        Set<String> words = new HashSet<>(LimitWords.all().keySet());
        words.addAll(Set.of("models", "burst", "reset", "zone"));
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields entry : fields.objects("limits", words)) {
            for (String word : entry.keys()) {
                LimitWords.kind(word).ifPresent(kind -> rules.add(rule(entry, word, kind)));
            }
        }
        rules.forEach(rule -> {
            if (!names.add(rule.name())) {
                throw wrong(fields.place() + ": there are two limits of " + rule.name());
            }
        });
        return rules;
    }

    private static Rule rule(Fields entry, String word, LimitWords.Kind kind) {
        BigDecimal amount = entry.decimal(word).filter(number -> number.signum() >= 0)
                .orElseThrow(() -> wrong(entry.place() + ": '" + word + "' must be a number from 0"));
        Rule usual = Rule.of(new Plan.Limit(kind.what(), kind.window(), amount, Set.copyOf(entry.texts("models"))));
        Optional<BigDecimal> burst = entry.decimal("burst").filter(_ -> kind.window() != Window.MOMENT);
        if (burst.isPresent() && (burst.get().compareTo(BigDecimal.ONE) < 0 || amount.compareTo(BigDecimal.ONE) < 0)) {
            throw wrong(entry.place() + ": 'burst' must be at least 1, and so must be its limit");
        }
        Optional<String> reset = entry.optionalText("reset");
        if (reset.isPresent() && !RESETS.contains(reset.get())) {
            throw entry.notAllowed("reset", reset.get(), RESETS);
        }
        boolean fixed = reset.map("fixed"::equals).orElse(usual.fixed() && burst.isEmpty()) && kind.window() != Window.MOMENT;
        if (fixed && burst.isPresent()) {
            throw wrong(entry.place() + ": a limit with a burst cannot be fixed");
        }
        return new Rule(usual.limit(), burst, fixed, entry.optionalText("zone").map(zone -> zone(entry, zone)).orElse(usual.zone()));
    }

    private static ZoneId zone(Fields entry, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw wrong(entry.place() + ": there is no time zone '" + zone + "'");
        }
    }

    static Optional<LocalDate> date(Fields fields) {
        try {
            return fields.optionalText("verified").map(LocalDate::parse);
        } catch (DateTimeException notADate) {
            throw wrong(fields.place() + ": 'verified' must be a date such as 2026-11-20");
        }
    }

    static Currency currency(Fields fields) {
        String code = fields.optionalText("currency").orElse("USD");
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw wrong(fields.place() + ": there is no currency '" + code + "'");
        }
    }

    static FailureException wrong(String message) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message));
    }
}
