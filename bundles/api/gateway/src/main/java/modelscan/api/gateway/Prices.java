package modelscan.api.gateway;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param tiers prices that hold instead when a request is long, shortest first
 * @param minimum the least a request costs, if there is one
 */
public record Prices(Currency currency, Map<Unit, BigDecimal> each, List<Tier> tiers, Optional<BigDecimal> minimum) {

    private static final Map<Unit, Unit> WHOLES = new EnumMap<>(Map.of(Unit.CACHE_READ, Unit.INPUT, Unit.CACHE_WRITE, Unit.INPUT,
            Unit.CACHE_WRITE_LONG, Unit.INPUT, Unit.INPUT_AUDIO, Unit.INPUT, Unit.INPUT_IMAGE, Unit.INPUT,
            Unit.REASONING, Unit.OUTPUT, Unit.OUTPUT_AUDIO, Unit.OUTPUT, Unit.OUTPUT_IMAGE, Unit.OUTPUT));

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
        tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
        Objects.requireNonNull(minimum, "minimum");
    }

    /** Prices that are the same for short and long requests. */
    public Prices(Currency currency, Map<Unit, BigDecimal> each) {
        this(currency, each, List.of(), Optional.empty());
    }

    /** Prices of a request with more input tokens than {@code above}; units that are not there keep their price. */
    public record Tier(long above, Map<Unit, BigDecimal> each) {
        public Tier {
            each = Map.copyOf(each);
        }
    }

    /** What this usage costs, exactly; unknown if anything that was used has no price. */
    public Cost cost(Usage usage) {
        if (usage.unknown()) {
            return new Cost.Unknown("no usage is known");
        }
        Prices tier = tier(usage);
        return tier == this ? sum(usage) : tier.sum(usage);
    }

    private Prices tier(Usage usage) {
        long input = tiers.isEmpty() ? 0 : usage.count(Unit.INPUT).orElse(0L);
        Prices found = this;
        for (Tier tier : tiers) {
            if (input > tier.above()) {
                Map<Unit, BigDecimal> other = new EnumMap<>(Unit.class);
                other.putAll(each);
                other.putAll(tier.each());
                found = new Prices(currency, other, List.of(), minimum);
            }
        }
        return found;
    }

    private Cost sum(Usage usage) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Unit unit : Unit.ALL) {
            Optional<BigDecimal> used = usage.amount(unit);
            if (used.isEmpty() || billedAsWhole(unit)) {
                continue;
            }
            BigDecimal amount = unit == Unit.INPUT || unit == Unit.OUTPUT ? withoutParts(unit, used.get(), usage) : used.get();
            BigDecimal price = amount.signum() == 0 ? BigDecimal.ZERO : each.get(unit);
            if (price == null) {
                return new Cost.Unknown("no price for " + unit.word());
            }
            sum = sum.add(price.multiply(amount));
        }
        return new Cost.Known(new Money(minimum.isPresent() ? sum.max(minimum.get()) : sum, currency));
    }

    // Reasoning and image or audio tokens without a price of their own are billed as the tokens they are;
    // cached tokens are not: their price always differs.
    private boolean billedAsWhole(Unit unit) {
        boolean cache = unit == Unit.CACHE_READ || unit == Unit.CACHE_WRITE || unit == Unit.CACHE_WRITE_LONG;
        boolean plainCount = unit == Unit.REQUEST && !each.containsKey(unit);
        return plainCount || WHOLES.containsKey(unit) && !cache && !each.containsKey(unit);
    }

    private BigDecimal withoutParts(Unit whole, BigDecimal amount, Usage usage) {
        BigDecimal left = amount;
        for (Map.Entry<Unit, Unit> part : WHOLES.entrySet()) {
            if (part.getValue() == whole && usage.has(part.getKey()) && !billedAsWhole(part.getKey())) {
                left = left.subtract(usage.amount(part.getKey()).orElseThrow());
            }
        }
        return left;
    }
}
