package modelscan.stage.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.base.json.Json;

/**
 * What was spent in the window of a budget; not to be used by several threads at once.
 *
 * <p>A rolling window is kept in sixtieths, and the oldest one counts whole until it is out: never too little is counted.
 */
final class Spending {
    private static final int SLOTS = 60;

    private final Budget budget;
    private final long width;
    private final TreeMap<Long, Sum> slots = new TreeMap<>();
    private Sum sum = Sum.NONE;
    private Period period;

    /** An amount, and how many requests cost nobody knows how much. */
    record Sum(BigDecimal spent, long unpriced) {
        static final Sum NONE = new Sum(BigDecimal.ZERO, 0);

        Sum plus(Sum other) {
            return new Sum(spent.add(other.spent), unpriced + other.unpriced);
        }

        Sum minus(Sum other) {
            return new Sum(spent.subtract(other.spent), unpriced - other.unpriced);
        }
    }

    Spending(Budget budget, Instant now) {
        this.budget = budget;
        this.width = Period.length(budget.window()).toMillis() / SLOTS;
        this.period = Period.at(now, budget.window(), budget.zone());
    }

    /** What {@link #json} told. */
    static Spending of(Budget budget, Instant now, JsonNode json) {
        Spending spending = new Spending(budget, now);
        if (budget.rolling()) {
            json.path("slots").properties().forEach(slot -> spending.slots.put(Long.parseLong(slot.getKey()), sum(slot.getValue())));
            spending.slots.values().forEach(one -> spending.sum = spending.sum.plus(one));
            return spending;
        }
        Instant start = Instant.ofEpochMilli(json.path("start").longValue());
        if (!start.isBefore(spending.period.start())) {
            spending.period = Period.at(start, budget.window(), budget.zone());
            spending.sum = sum(json);
        }
        return spending;
    }

    /** All that is needed to go on with it. */
    ObjectNode json() {
        if (!budget.rolling()) {
            return json(sum).put("start", period.start().toEpochMilli());
        }
        ObjectNode json = Json.object();
        ObjectNode all = json.putObject("slots");
        slots.forEach((slot, one) -> all.set(Long.toString(slot), json(one)));
        return json;
    }

    private static ObjectNode json(Sum sum) {
        return Json.object().put("spent", sum.spent().toPlainString()).put("unpriced", sum.unpriced());
    }

    private static Sum sum(JsonNode json) {
        return new Sum(new BigDecimal(json.path("spent").asText()), json.path("unpriced").longValue());
    }

    /** From when on what is spent counts now. */
    Instant since(Instant now) {
        return budget.rolling() ? Instant.ofEpochMilli((slot(now) - SLOTS) * width) : period.start();
    }

    /** Goes on to this time; whether the window is a new one. A clock that is put back changes nothing. */
    boolean advance(Instant now) {
        if (budget.rolling()) {
            boolean dropped = false;
            while (!slots.isEmpty() && slots.firstKey() < slot(now) - SLOTS) {
                sum = sum.minus(slots.pollFirstEntry().getValue());
                dropped = true;
            }
            return dropped;
        }
        if (now.isBefore(period.end())) {
            return false;
        }
        period = Period.at(now, budget.window(), budget.zone());
        sum = Sum.NONE;
        return true;
    }

    void add(Instant at, Sum more) {
        if (budget.rolling()) {
            slots.merge(slot(at), more, Sum::plus);
        } else if (at.isBefore(period.start())) {
            return;
        }
        sum = sum.plus(more);
    }

    Sum sum() {
        return sum;
    }

    /** When something is free again. */
    Optional<Instant> resets() {
        if (!budget.rolling()) {
            return sum.spent().signum() == 0 ? Optional.empty() : Optional.of(period.end());
        }
        for (Map.Entry<Long, Sum> slot : slots.entrySet()) {
            if (slot.getValue().spent().signum() != 0) {
                return Optional.of(Instant.ofEpochMilli((slot.getKey() + SLOTS + 1) * width));
            }
        }
        return Optional.empty();
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), width);
    }
}
