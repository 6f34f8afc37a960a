package modelscan.stage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.model.Money;
import modelscan.base.json.Json;

/** Sums over entries; money is added by currency, and what has no known price is counted. */
final class Tally {
    private long requests;
    private long calls;
    private long failed;
    private long unpriced;
    private long estimated;
    private long cached;
    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private final Map<String, BigDecimal> saved = new TreeMap<>();
    private final Map<String, BigDecimal> routed = new TreeMap<>();
    private final Map<String, BigDecimal> usage = new TreeMap<>();

    /** A request, without its calls. */
    Tally request(Booked booked) {
        requests++;
        failed += booked.status() == Status.OK ? 0 : 1;
        unpriced += booked.status() == Status.UNKNOWN ? 1 : 0;
        cached += booked.entry().cached() ? 1 : 0;
        booked.saved().ifPresent(money -> add(saved, money));
        booked.routed().ifPresent(money -> add(routed, money));
        return this;
    }

    /** One of its calls. */
    Tally call(Ledger.Try one) {
        calls++;
        estimated += one.estimated() ? 1 : 0;
        switch (one.cost()) {
            case Cost.Known(Money money) -> add(costs, money);
            case Cost.Unknown _ -> unpriced++;
        }
        one.usage().amounts().forEach((unit, amount) -> usage.merge(unit.word(), amount, BigDecimal::add));
        return this;
    }

    Tally plus(Tally other) {
        requests += other.requests;
        calls += other.calls;
        failed += other.failed;
        unpriced += other.unpriced;
        estimated += other.estimated;
        cached += other.cached;
        other.costs.forEach((currency, amount) -> costs.merge(currency, amount, BigDecimal::add));
        other.saved.forEach((currency, amount) -> saved.merge(currency, amount, BigDecimal::add));
        other.routed.forEach((currency, amount) -> routed.merge(currency, amount, BigDecimal::add));
        other.usage.forEach((unit, amount) -> usage.merge(unit, amount, BigDecimal::add));
        return this;
    }

    Map<String, BigDecimal> costs() {
        return costs;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("requests", requests).put("calls", calls).put("failed", failed)
                .put("unpriced", unpriced).put("estimated", estimated).put("cached", cached);
        json.set("costs", amounts(costs));
        json.set("saved", amounts(saved));
        json.set("saved_by_routing", amounts(routed));
        json.set("usage", amounts(usage));
        return json;
    }

    static Tally of(JsonNode json) {
        Tally tally = new Tally();
        tally.requests = json.path("requests").longValue();
        tally.calls = json.path("calls").longValue();
        tally.failed = json.path("failed").longValue();
        tally.unpriced = json.path("unpriced").longValue();
        tally.estimated = json.path("estimated").longValue();
        tally.cached = json.path("cached").longValue();
        read(json.path("costs"), tally.costs);
        read(json.path("saved"), tally.saved);
        read(json.path("saved_by_routing"), tally.routed);
        read(json.path("usage"), tally.usage);
        return tally;
    }

    private static void add(Map<String, BigDecimal> sums, Money money) {
        if (money.amount().signum() != 0) {
            sums.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add);
        }
    }

    private static ObjectNode amounts(Map<String, BigDecimal> amounts) {
        ObjectNode json = Json.object();
        amounts.forEach((name, amount) -> json.put(name, EntryText.digits(amount)));
        return json;
    }

    private static void read(JsonNode json, Map<String, BigDecimal> amounts) {
        json.properties().forEach(member -> amounts.put(member.getKey(), new BigDecimal(member.getValue().textValue())));
    }
}
