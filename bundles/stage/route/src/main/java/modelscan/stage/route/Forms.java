package modelscan.stage.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Router;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Candidates and what is known of them as JSON; what is not known is null. */
final class Forms {
    private Forms() {
    }

    static ObjectNode explanation(Router.Explanation explanation) {
        ObjectNode body = Json.object();
        ArrayNode candidates = body.putArray("candidates");
        explanation.candidates().forEach(considered -> candidates.add(considered(considered)));
        return body.put("strategy", explanation.strategy()).put("snapshot", explanation.snapshot());
    }

    private static ObjectNode considered(Router.Considered considered) {
        ObjectNode row = named(considered.candidate());
        row.put("rank", considered.rank() == 0 ? null : considered.rank());
        cost(row, "estimated_cost", considered.cost());
        row.set("health", health(considered.vitals()));
        ArrayNode reasons = row.put("admitted", considered.admitted()).putArray("reasons");
        considered.reasons().forEach(reasons::add);
        return row;
    }

    static ObjectNode named(Candidate candidate) {
        return Json.object().put("provider", candidate.provider()).put("model", candidate.model().id());
    }

    private static ObjectNode health(HealthBook.Vitals vitals) {
        return Json.object().put("breaker", vitals.breaker().name().toLowerCase(Locale.ROOT)).put("calls", vitals.calls())
                .put("error_rate", vitals.errors()).put("running", vitals.running())
                .put("first_token_ms", vitals.firstToken().map(Duration::toMillis).orElse(null))
                .put("latency_ms", vitals.latency().map(Duration::toMillis).orElse(null))
                .put("tokens_per_second", vitals.speed().isPresent() ? (Double) vitals.speed().getAsDouble() : null);
    }

    static ObjectNode estimate(Candidate candidate, Estimates.Estimate estimate) {
        ObjectNode row = named(candidate);
        row.put("input_tokens", estimate.likely().count(Unit.INPUT).orElse(null))
                .put("output_tokens", estimate.likely().count(Unit.OUTPUT).orElse(null))
                .put("most_output_tokens", estimate.most().count(Unit.OUTPUT).orElse(null))
                .put("error_percent", estimate.error());
        row.set("usage", usage(estimate.likely()));
        row.set("most", usage(estimate.most()));
        cost(row, "cost", estimate.cost());
        cost(row, "highest", estimate.highest());
        return row;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode form = Json.object();
        usage.amounts().forEach((unit, amount) -> form.put(unit.word(), amount.toPlainString()));
        return form;
    }

    private static void cost(ObjectNode row, String key, Cost cost) {
        switch (cost) {
            case Cost.Known(var money) -> row.putObject(key).put("amount", money.digits())
                    .put("currency", money.currency().getCurrencyCode());
            case Cost.Unknown(String why) -> row.putNull(key).put(key + "_unknown", why);
        }
    }
}
