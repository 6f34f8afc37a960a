package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Prices;
import modelscan.api.model.Unit;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Prices as JSON, with the words of descriptors: {@code {"currency": "USD", "per": 1000000, "input": "0.59", …}}. */
final class PriceForm {
    private static final Set<String> UNITS = Stream.of(Unit.values()).map(Unit::word).collect(Collectors.toSet());

    private PriceForm() {
    }

    static Set<String> words(String... more) {
        Set<String> words = new HashSet<>(UNITS);
        words.addAll(Set.of("currency", "per", "tiers", "minimum", "source", "verified"));
        words.addAll(Set.of(more));
        return words;
    }

    /** Reads prices; what is not named stays as it is now, if that is in the same currency. */
    static Prices read(Fields fields, Optional<Prices> now) {
        Currency currency = TermsForm.currency(fields);
        Optional<Prices> same = now.filter(prices -> prices.currency().equals(currency));
        BigDecimal per = fields.decimal("per").orElse(BigDecimal.ONE);
        Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);
        same.ifPresent(prices -> each.putAll(prices.each()));
        each.putAll(each(fields, per));
        if (each.isEmpty()) {
            throw TermsForm.wrong(fields.place() + ": no price is named; the units are " + String.join(", ", UNITS));
        }
        List<Prices.Tier> tiers = new ArrayList<>();
        for (Fields tier : fields.objects("tiers", words("above"))) {
            tiers.add(new Prices.Tier(tier.count("above").orElseThrow(() -> TermsForm.wrong(tier.place() + ": 'above' is missing")),
                    each(tier, per)));
        }
        boolean kept = fields.value("tiers").isEmpty();
        return new Prices(currency, each, kept ? same.map(Prices::tiers).orElse(List.of()) : tiers,
                fields.decimal("minimum").or(() -> same.flatMap(Prices::minimum)));
    }

    private static Map<Unit, BigDecimal> each(Fields fields, BigDecimal per) {
        Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);
        for (String word : fields.keys()) {
            Unit.of(word).ifPresent(unit -> each.put(unit, quotient(fields, word, per)));
        }
        return each;
    }

    private static BigDecimal quotient(Fields fields, String word, BigDecimal per) {
        BigDecimal price = fields.decimal(word).orElseThrow(() -> TermsForm.wrong(fields.place() + ": '" + word + "' has no price"));
        if (price.signum() < 0 || per.signum() <= 0) {
            throw TermsForm.wrong(fields.place() + ": '" + word + "' must not be negative, and 'per' must be more than nothing");
        }
        try {
            return price.divide(per);
        } catch (ArithmeticException notExact) {
            throw TermsForm.wrong(fields.place() + ": 'per' must divide prices exactly, such as 1000000, not " + per.toPlainString());
        }
    }

    /** As it is kept. */
    static String write(PriceEntry entry) {
        return new String(Json.write(json(entry)), StandardCharsets.UTF_8);
    }

    static ObjectNode json(PriceEntry entry) {
        ObjectNode json = Json.object();
        entry.prices().ifPresent(prices -> {
            json.put("currency", prices.currency().getCurrencyCode());
            put(json, prices.each());
            ArrayNode tiers = json.putArray("tiers");
            prices.tiers().forEach(tier -> put(tiers.addObject().put("above", tier.above()), tier.each()));
            prices.minimum().ifPresent(minimum -> json.put("minimum", minimum.toPlainString()));
        });
        entry.source().ifPresent(source -> json.put("source", source));
        entry.verified().ifPresent(day -> json.put("verified", day.toString()));
        return json;
    }

    /** What was kept. */
    static PriceEntry kept(String body, Instant at, String author) {
        JsonNode json = Json.read(body);
        Fields fields = Fields.of(json, "a kept price", words());
        Optional<Prices> prices = json.has("currency") ? Optional.of(read(fields, Optional.empty())) : Optional.empty();
        return new PriceEntry(prices, fields.optionalText("source"), TermsForm.date(fields), at, author);
    }

    /** A line for each unit, as they are listed. */
    static List<ObjectNode> lines(PriceEntry.Key key, PriceEntry entry, boolean stale) {
        List<ObjectNode> lines = new ArrayList<>();
        entry.prices().ifPresent(prices -> {
            lines(key, prices, prices.each(), 0, lines);
            prices.tiers().forEach(tier -> lines(key, prices, tier.each(), tier.above(), lines));
        });
        lines.forEach(line -> line.put("source", entry.source().orElse(null))
                .put("verified", entry.verified().map(LocalDate::toString).orElse(null)).put("stale", stale));
        return lines;
    }

    private static void lines(PriceEntry.Key key, Prices prices, Map<Unit, BigDecimal> each, long above, List<ObjectNode> into) {
        each.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(price -> into.add(Json.object()
                .put("provider", key.provider()).put("model", key.model()).put("unit", price.getKey().word())
                .put("price", plain(price.getValue())).put("currency", prices.currency().getCurrencyCode())
                .put("above", above).put("minimum", prices.minimum().map(PriceForm::plain).orElse(null))));
    }

    private static void put(ObjectNode json, Map<Unit, BigDecimal> each) {
        each.forEach((unit, price) -> json.put(unit.word(), price.toPlainString()));
    }

    private static String plain(BigDecimal price) {
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }
}
