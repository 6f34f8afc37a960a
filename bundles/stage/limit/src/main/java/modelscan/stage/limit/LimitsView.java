package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook.Standing;
import modelscan.api.gateway.Provider;
import modelscan.base.json.Json;

/** The limits of a provider as JSON, and what is left of them. */
record LimitsView(Gates gates, LimitSettings settings) {
    private static final double WARNING = 0.8;

    /** In a line of a list. */
    ObjectNode brief(String provider) {
        Offer offer = gates.offer(provider);
        ObjectNode form = head(provider, offer);
        ArrayNode standings = standings(provider);
        double most = 0;
        for (var standing : standings) {
            most = Math.max(most, standing.path("share").doubleValue());
        }
        return form.put("limits", offer.rules().size()).put("used", most).put("warning", most >= WARNING);
    }

    /** With everything that is known. */
    ObjectNode full(String provider) {
        Offer offer = gates.offer(provider);
        ObjectNode form = head(provider, offer);
        ArrayNode limits = form.putArray("limits");
        offer.holding().ifPresent(own -> own.rules().forEach(rule -> limits.add(rule(rule, own.plan()))));
        ArrayNode plans = form.putArray("plans");
        offer.plans().values().forEach(plan -> plans.add(plan(plan, Optional.of(plan).equals(offer.ours()))));
        form.set("standings", standings(provider));
        ArrayNode closed = form.putArray("closed");
        long now = gates.times().now();
        gates.keys().names(provider).forEach(name -> gates.named(name).eachLane(lane -> lane.closed(now).ifPresent(why ->
                closed.addObject().put("model", lane.model()).put("key", Keys.place(name)).put("why", why.message()))));
        form.set("keys", keys(provider));
        return form;
    }

    // Several keys with limits of their own, each by its place; one that does not work says why.
    private ArrayNode keys(String provider) {
        ArrayNode keys = Json.array();
        for (Provider.Key key : gates.keys().of(provider)) {
            keys.addObject().put("key", keys.size()).put("state", key.rest().isEmpty() ? "ready" : "resting")
                    .put("why", key.rest().map(Provider.Key.Rest::why).orElse(null))
                    .put("until", key.rest().map(rest -> rest.until().toString()).orElse(null));
        }
        return keys;
    }

    /** A plan with its limits. */
    ObjectNode plan(Terms.OwnPlan own, boolean ours) {
        Plan plan = own.plan();
        ObjectNode form = Json.object().put("id", plan.id()).put("name", plan.name()).put("ours", ours)
                .put("monthly", plan.monthly().map(money -> money.digits()).orElse(null))
                .put("currency", plan.monthly().map(money -> money.currency().getCurrencyCode()).orElse(null));
        ArrayNode limits = form.putArray("limits");
        own.rules().forEach(rule -> limits.add(rule(rule, plan)));
        return age(form, plan);
    }

    boolean stale(Optional<LocalDate> verified) {
        LocalDate oldest = LocalDate.ofInstant(gates.times().wall().instant(), ZoneOffset.UTC).minusDays(settings.staleAfter());
        return verified.map(oldest::isAfter).orElse(true);
    }

    private ObjectNode head(String provider, Offer offer) {
        Optional<Plan> ours = offer.holding().map(Terms.OwnPlan::plan);
        ObjectNode form = Json.object().put("provider", provider).put("plan", ours.map(Plan::id).orElse(null))
                .put("name", ours.map(Plan::name).orElse(null))
                .put("set", offer.terms().none() ? "no" : offer.terms().limits().isEmpty() ? "plan" : "limits");
        return ours.map(plan -> age(form, plan)).orElseGet(() -> form.putNull("source").putNull("verified").put("stale", false));
    }

    private ObjectNode age(ObjectNode form, Plan plan) {
        return form.put("source", plan.source().orElse(null)).put("verified", plan.verified().map(LocalDate::toString).orElse(null))
                .put("stale", stale(plan.verified()));
    }

    private ArrayNode standings(String provider) {
        ArrayNode standings = Json.array();
        Instant wall = gates.times().wall().instant();
        long now = gates.times().now();
        for (String name : gates.keys().names(provider)) {
            Gate gate = gates.named(name);
            gate.each((gauge, then) -> standings.add(standing(gauge, then, wall).put("key", Keys.place(name))));
            gate.eachLane(lane -> lane.gauges().forEach(gauge -> {
                if (gauge.meter() instanceof ToldMeter told && told.known(now)) {
                    standings.add(standing(gauge, now, wall).put("key", Keys.place(name)));
                }
            }));
        }
        return standings;
    }

    private static ObjectNode standing(Gauge gauge, long now, Instant wall) {
        Standing standing = gauge.standing(now, wall);
        double share = gauge.used(now);
        BigDecimal left = standing.limit().amount().subtract(standing.used()).max(BigDecimal.ZERO);
        return limit(standing.limit()).put("used", standing.used().toPlainString()).put("remaining", left.toPlainString())
                .put("share", new BigDecimal(share).round(new MathContext(3)).doubleValue())
                .put("resets", standing.resets().map(Instant::toString).orElse(null)).put("told", standing.told())
                .put("warning", share >= WARNING);
    }

    // A limit is as old as the plan it belongs to.
    private ObjectNode rule(Rule rule, Plan plan) {
        return age(limit(rule.limit()), plan).put("burst", rule.burst().map(BigDecimal::toPlainString).orElse(null))
                .put("reset", rule.fixed() ? "fixed" : "rolling").put("zone", rule.fixed() ? rule.zone().toString() : null);
    }

    private static ObjectNode limit(Plan.Limit limit) {
        ObjectNode form = Json.object().put("what", limit.what().word())
                .put("window", limit.window().name().toLowerCase(Locale.ROOT)).put("amount", limit.amount().toPlainString());
        ArrayNode models = form.putArray("models");
        limit.models().stream().sorted().forEach(models::add);
        return form;
    }
}
