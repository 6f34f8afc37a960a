package modelscan.stage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;

/** Reads what {@link EntryText} wrote. */
final class EntryReading {
    private static final byte[] BEGINNING = "{\"request\":\"".getBytes(StandardCharsets.UTF_8);

    private EntryReading() {
    }

    /** The entry; empty if this is none that this version understands. */
    static Optional<Booked> entry(byte[] data) {
        try {
            return Optional.of(booked(Json.readObject(data)));
        } catch (FailureException | IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** The id of the request of an entry, which stands at its beginning, without reading on. */
    static Optional<String> request(byte[] data) {
        int from = BEGINNING.length;
        if (data.length < from || !Arrays.equals(data, 0, from, BEGINNING, 0, from)) {
            return Optional.empty();
        }
        int end = JsonBytes.textEnd(data, from);
        String id = new String(data, from, end - from, StandardCharsets.UTF_8);
        return id.indexOf('\\') < 0 ? Optional.of(id) : entry(data).map(booked -> booked.entry().request());
    }

    /** The beginning; empty if this is none that this version understands. */
    static Optional<Begun> begun(byte[] data) {
        try {
            ObjectNode json = Json.readObject(data);
            return Optional.of(new Begun(text(json, "request"), at(json), json.path("from").longValue(),
                    principal(json), operation(json), text(json, "asked")));
        } catch (FailureException | IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Booked booked(ObjectNode json) {
        List<Ledger.Try> tries = new ArrayList<>();
        json.path("tries").forEach(one -> tries.add(read(one)));
        Ledger.Entry entry = new Ledger.Entry(text(json, "request"), at(json), principal(json),
                operation(json), text(json, "asked"), tries, json.path("cached").booleanValue(), failure(json),
                Duration.ofNanos(json.path("took").longValue()), reserved(json.path("reserved")));
        return new Booked(entry, Status.of(text(json, "status")).orElseThrow(IllegalArgumentException::new),
                json.path("attempts").intValue(), json.path("provider").asText(), json.path("model").asText(),
                saving(json.path("saved")), saving(json.path("routed")));
    }

    private static Map<String, BigDecimal> reserved(JsonNode json) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        json.properties().forEach(one -> amounts.put(one.getKey(), new BigDecimal(one.getValue().asText())));
        return amounts;
    }

    private static Ledger.Try read(JsonNode json) {
        Usage usage = Usage.NONE;
        for (Unit unit : Unit.values()) {
            JsonNode amount = json.path("usage").path(unit.word());
            usage = amount.isTextual() ? usage.with(unit, new BigDecimal(amount.textValue())) : usage;
        }
        Cost cost = json.has("cost") ? new Cost.Known(money(json)) : new Cost.Unknown(json.path("why").asText());
        return new Ledger.Try(text(json, "provider"), text(json, "model"), usage, json.path("estimated").booleanValue(), cost,
                failure(json));
    }

    private static Principal principal(JsonNode json) {
        Set<String> tags = new TreeSet<>();
        json.path("tags").forEach(tag -> tags.add(tag.asText()));
        return new Principal(text(json, "key"), optional(json, "user"), optional(json, "team"), optional(json, "project"), tags);
    }

    private static Instant at(JsonNode json) {
        JsonNode micros = json.path("at");
        if (!micros.canConvertToLong() || !micros.isIntegralNumber()) {
            throw new IllegalArgumentException("at is missing");
        }
        return Micros.instant(micros.longValue());
    }

    private static Operation operation(JsonNode json) {
        return Operation.of(text(json, "operation")).orElseThrow(IllegalArgumentException::new);
    }

    private static Optional<ErrorCode> failure(JsonNode json) {
        String word = json.path("failure").asText();
        for (ErrorCode code : ErrorCode.values()) {
            if (code.word().equals(word)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    private static Optional<Money> saving(JsonNode json) {
        return json.isObject() ? Optional.of(money(json)) : Optional.empty();
    }

    private static Money money(JsonNode json) {
        return Money.of(text(json, "cost"), text(json, "currency"));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
