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
import modelscan.base.json.Json;

/** The limits of a provider as JSON, and what is left of them. */
record LimitsView(Gates gates, int staleAfter) {
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
        offer.rules().forEach(rule -> limits.add(rule(rule)));
        ArrayNode plans = form.putArray("plans");
        offer.plans().values().forEach(plan -> plans.add(plan(plan, Optional.of(plan).equals(offer.ours()))));
        form.set("standings", standings(provider));
        ArrayNode closed = form.putArray("closed");
        long now = gates.times().now();
        gates.gate(provider).eachLane(lane -> lane.closed(now).ifPresent(why -> closed.addObject()
                .put("model", lane.model()).put("why", why.message())));
        return form;
    }

    /** A plan with its limits. */
    ObjectNode plan(Terms.OwnPlan own, boolean ours) {
        Plan plan = own.plan();
        ObjectNode form = Json.object().put("id", plan.id()).put("name", plan.name()).put("ours", ours)
                .put("monthly", plan.monthly().map(money -> money.digits()).orElse(null))
                .put("currency", plan.monthly().map(money -> money.currency().getCurrencyCode()).orElse(null));
        ArrayNode limits = form.putArray("limits");
        own.rules().forEach(rule -> limits.add(rule(rule)));
        return form.put("source", plan.source().orElse(null)).put("verified", plan.verified().map(LocalDate::toString).orElse(null))
                .put("stale", stale(plan.verified()));
    }

    boolean stale(Optional<LocalDate> verified) {
        LocalDate oldest = LocalDate.ofInstant(gates.times().wall().instant(), ZoneOffset.UTC).minusDays(staleAfter);
        return verified.map(oldest::isAfter).orElse(true);
    }

    private ObjectNode head(String provider, Offer offer) {
        Optional<Plan> ours = offer.ours().map(Terms.OwnPlan::plan);
        return Json.object().put("provider", provider).put("plan", ours.map(Plan::id).orElse(null))
                .put("name", ours.map(Plan::name).orElse(null))
                .put("set", offer.terms().none() ? "no" : offer.terms().limits().isEmpty() ? "plan" : "limits")
                .put("source", ours.flatMap(Plan::source).orElse(null))
                .put("verified", ours.flatMap(Plan::verified).map(LocalDate::toString).orElse(null))
                .put("stale", ours.isPresent() && stale(ours.get().verified()));
    }

    private ArrayNode standings(String provider) {
        ArrayNode standings = Json.array();
        Instant wall = gates.times().wall().instant();
        Gate gate = gates.gate(provider);
        gate.each((gauge, now) -> standings.add(standing(gauge.standing(now, wall), gauge.used(now))));
        long now = gates.times().now();
        gate.eachLane(lane -> lane.gauges().forEach(gauge -> {
            if (gauge.meter() instanceof ToldMeter told && told.known(now)) {
                standings.add(standing(gauge.standing(now, wall), gauge.used(now)));
            }
        }));
        return standings;
    }

    private static ObjectNode standing(Standing standing, double share) {
        BigDecimal left = standing.limit().amount().subtract(standing.used()).max(BigDecimal.ZERO);
        return limit(standing.limit()).put("used", standing.used().toPlainString()).put("remaining", left.toPlainString())
                .put("share", new BigDecimal(share).round(new MathContext(3)).doubleValue())
                .put("resets", standing.resets().map(Instant::toString).orElse(null)).put("told", standing.told())
                .put("warning", share >= WARNING);
    }

    private static ObjectNode rule(Rule rule) {
        return limit(rule.limit()).put("burst", rule.burst().map(BigDecimal::toPlainString).orElse(null))
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
