package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** An entry as the management API shows it. */
final class EntryForm {
    /** The columns of a table of entries; those of usage follow. */
    static final List<String> COLUMNS = List.of("request_id", "at", "key", "user", "team", "project", "tags", "provider", "model",
            "asked", "operation", "status", "failure", "attempts", "cost", "currency", "priced", "estimated", "cached", "saved",
            "saved_by_routing", "took_ms");

    private EntryForm() {
    }

    static ObjectNode json(Booked booked) {
        Ledger.Entry entry = booked.entry();
        Principal principal = entry.principal();
        ObjectNode json = Json.object().put("request_id", entry.request()).put("at", entry.at().toString())
                .put("key", principal.id());
        optional(json, "user", principal.user());
        optional(json, "team", principal.team());
        optional(json, "project", principal.project());
        new TreeSet<>(principal.tags()).forEach(json.putArray("tags")::add);
        optional(json, "provider", Optional.of(booked.provider()).filter(text -> !text.isEmpty()));
        optional(json, "model", Optional.of(booked.model()).filter(text -> !text.isEmpty()));
        json.put("asked", entry.asked()).put("operation", entry.operation().word()).put("status", booked.status().word());
        optional(json, "failure", entry.failure().map(ErrorCode::word));
        json.put("attempts", booked.attempts());
        json.set("usage", usage(booked.usage()));
        cost(json, booked);
        json.put("priced", booked.priced()).put("estimated", booked.estimated()).put("cached", entry.cached());
        optional(json, "saved", booked.saved().map(EntryForm::words));
        optional(json, "saved_by_routing", booked.routed().map(EntryForm::words));
        json.put("took_ms", entry.took().toMillis());
        if (booked.status() == Status.UNKNOWN) {
            ObjectNode reserved = json.putObject("reserved");
            new TreeMap<>(entry.reserved()).forEach((budget, amount) -> reserved.put(budget, EntryText.digits(amount)));
        }
        ArrayNode tries = json.putArray("tries");
        entry.tries().forEach(one -> tries.add(tried(one)));
        return json;
    }

    private static String words(Money money) {
        return money.digits() + " " + money.currency().getCurrencyCode();
    }

    /** The cost if it is one; what several currencies sum up to stays apart. */
    private static void cost(ObjectNode json, Booked booked) {
        Map<String, BigDecimal> costs = booked.costs();
        if (costs.size() == 1) {
            costs.forEach((currency, amount) -> json.put("cost", EntryText.digits(amount)).put("currency", currency));
        } else {
            json.putNull("cost").putNull("currency");
        }
        if (costs.size() > 1) {
            ObjectNode apart = json.putObject("costs");
            costs.forEach((currency, amount) -> apart.put(currency, EntryText.digits(amount)));
        }
    }

    private static ObjectNode tried(Ledger.Try one) {
        ObjectNode json = Json.object().put("provider", one.provider()).put("model", one.model());
        json.set("usage", usage(one.usage()));
        json.put("estimated", one.estimated());
        switch (one.cost()) {
            case Cost.Known(Money money) -> json.put("cost", money.digits()).put("currency", money.currency().getCurrencyCode());
            case Cost.Unknown(String why) -> json.putNull("cost").putNull("currency").put("why", why);
        }
        optional(json, "failure", one.failure().map(ErrorCode::word));
        return json;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode json = Json.object();
        usage.amounts().forEach((unit, amount) -> json.put(unit.word(), amount));
        return json;
    }

    private static void optional(ObjectNode json, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> json.put(name, text), () -> json.putNull(name));
    }

    /** The names of all columns of a table. */
    static List<String> heads() {
        List<String> heads = new ArrayList<>(COLUMNS);
        for (Unit unit : Unit.values()) {
            heads.add("usage_" + unit.word());
        }
        return heads;
    }

    /** The values of all columns; what is not known is empty. */
    static List<String> cells(Booked booked) {
        ObjectNode json = json(booked);
        List<String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            cells.add(column.equals("tags") ? String.join(" ", new TreeSet<>(booked.entry().principal().tags()))
                    : json.path(column).isNull() ? "" : json.path(column).asText());
        }
        for (Unit unit : Unit.values()) {
            cells.add(booked.usage().amount(unit).map(EntryText::digits).orElse(""));
        }
        return cells;
    }
}
