package modelscan.api.gateway;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import modelscan.api.model.Money;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/**
 * What one of each unit costs; a unit that is not there has no known price.
 *
 * <p>Parts are billed instead of their share of the total: with 100 tokens in, 40 of them read from the cache, 60 cost the
 * price of {@link Unit#INPUT} and 40 that of {@link Unit#CACHE_READ}.
 *
 * @param currency the currency of all of them
 * @param each the price of one unit
 */
public record Prices(Currency currency, Map<Unit, BigDecimal> each) {

    private static final Map<Unit, Unit> WHOLES = Map.of(Unit.CACHE_READ, Unit.INPUT, Unit.CACHE_WRITE, Unit.INPUT,
            Unit.CACHE_WRITE_LONG, Unit.INPUT, Unit.INPUT_AUDIO, Unit.INPUT, Unit.INPUT_IMAGE, Unit.INPUT,
            Unit.REASONING, Unit.OUTPUT, Unit.OUTPUT_AUDIO, Unit.OUTPUT, Unit.OUTPUT_IMAGE, Unit.OUTPUT);

    public Prices {
        Objects.requireNonNull(currency, "currency");
        EnumMap<Unit, BigDecimal> copy = new EnumMap<>(Unit.class);
        each.forEach((unit, price) -> {
            if (price.signum() < 0) {
                throw new IllegalArgumentException("the price of " + unit.word() + " is negative: " + price);
            }
            copy.put(unit, price);
        });
        each = Collections.unmodifiableMap(copy);
    }

    /** What this usage costs, exactly; unknown if anything that was used has no price. */
    public Cost cost(Usage usage) {
        if (usage.unknown()) {
            return new Cost.Unknown("no usage is known");
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Unit, BigDecimal> used : usage.amounts().entrySet()) {
            BigDecimal amount = used.getValue().subtract(billedApart(used.getKey(), usage));
            if (billedAsWhole(used.getKey()) || amount.signum() == 0) {
                continue;
            }
            BigDecimal price = each.get(used.getKey());
            if (price == null) {
                return new Cost.Unknown("no price for " + used.getKey().word());
            }
            sum = sum.add(price.multiply(amount));
        }
        return new Cost.Known(new Money(sum, currency));
    }

    // Reasoning and image or audio tokens without a price of their own are billed as the tokens they are;
    // cached tokens are not: their price always differs.
    private boolean billedAsWhole(Unit unit) {
        boolean cache = unit == Unit.CACHE_READ || unit == Unit.CACHE_WRITE || unit == Unit.CACHE_WRITE_LONG;
        boolean plainCount = unit == Unit.REQUEST && !each.containsKey(unit);
        return plainCount || WHOLES.containsKey(unit) && !cache && !each.containsKey(unit);
    }

    private BigDecimal billedApart(Unit whole, Usage usage) {
        BigDecimal apart = BigDecimal.ZERO;
        for (Map.Entry<Unit, BigDecimal> used : usage.amounts().entrySet()) {
            if (WHOLES.get(used.getKey()) == whole && !billedAsWhole(used.getKey())) {
                apart = apart.add(used.getValue());
            }
        }
        return apart;
    }
}
