package modelscan.core.catalog.descriptor;

import java.math.BigDecimal;
import java.util.ArrayList;
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

/** Reads what a model costs. */
record PricesReader(Fields model) {
    private static final Set<String> UNITS = Stream.of(Unit.values()).map(Unit::word).collect(Collectors.toSet());

    Optional<Prices> prices() {
        return model.object("prices", with("currency", "per", "minimum", "tiers")).map(prices -> {
            BigDecimal per = prices.decimal("per").orElse(BigDecimal.ONE);
            if (per.signum() <= 0) {
                throw Checked.refuse(prices, "'per' must be more than nothing");
            }
            return new Prices(Checked.currency(prices), each(prices, per), tiers(prices, per),
                    prices.decimal("minimum").map(amount -> notNegative(prices, "minimum", amount)));
        });
    }

    private static List<Prices.Tier> tiers(Fields prices, BigDecimal per) {
        List<Prices.Tier> tiers = new ArrayList<>();
        for (Fields tier : prices.objects("tiers", with("above"))) {
            int above = tier.count("above").orElseThrow(() -> Checked.refuse(tier, "'above' is missing"));
            tiers.add(new Prices.Tier(above, each(tier, per)));
        }
        return tiers;
    }

    private static Map<Unit, BigDecimal> each(Fields prices, BigDecimal per) {
        Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);
        for (String word : prices.keys()) {
            Unit.of(word).ifPresent(unit -> prices.decimal(word).ifPresent(price ->
                    each.put(unit, exactQuotient(prices, notNegative(prices, word, price), per))));
        }
        return each;
    }

    private static BigDecimal notNegative(Fields prices, String word, BigDecimal price) {
        if (price.signum() < 0) {
            throw Checked.refuse(prices, "'" + word + "' must not be negative");
        }
        return price;
    }

    private static BigDecimal exactQuotient(Fields prices, BigDecimal price, BigDecimal per) {
        try {
            return price.divide(per);
        } catch (ArithmeticException notExact) {
            throw Checked.refuse(prices, "'per' must divide prices exactly, such as 1000000, not " + per.toPlainString());
        }
    }

    private static Set<String> with(String... more) {
        Set<String> words = new HashSet<>(UNITS);
        words.addAll(Set.of(more));
        return words;
    }
}
