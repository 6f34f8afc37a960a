package modelscan.core.tokens;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import modelscan.api.gateway.Prices;
import modelscan.api.model.Unit;

/** Prices as floats in US dollars, remembered by the very object that told them; what has no price there is NaN. */
final class DollarPrices {
    private static final int SLOTS = 4096;
    private static final String DOLLAR = "USD";

    private final AtomicReferenceArray<Tag> slots = new AtomicReferenceArray<>(SLOTS);

    /** What one token in, one token out and the request itself cost, and the least that is billed. */
    record Tag(Prices prices, double input, double output, double request, double least) {
        double cost(long in, double out) {
            return Math.max(least, input * in + output * out + request);
        }
    }

    Tag of(Prices prices) {
        int slot = System.identityHashCode(prices) & SLOTS - 1;
        Tag known = slots.getPlain(slot);
        if (known != null && known.prices() == prices) {
            return known;
        }
        Tag tag = read(prices, prices.each());
        slots.set(slot, tag);
        return tag;
    }

    /** The tag that holds for a request of this length. */
    Tag of(Prices prices, long input) {
        Tag tag = of(prices);
        for (Prices.Tier tier : prices.tiers()) {
            if (input > tier.above()) {
                Tag longer = read(prices, tier.each());
                tag = new Tag(prices, other(longer.input, tag.input), other(longer.output, tag.output), tag.request, tag.least);
            }
        }
        return tag;
    }

    private static double other(double longer, double usual) {
        return Double.isNaN(longer) ? usual : longer;
    }

    private static Tag read(Prices prices, Map<Unit, BigDecimal> each) {
        if (!prices.currency().getCurrencyCode().equals(DOLLAR)) {
            return new Tag(prices, Double.NaN, Double.NaN, 0, 0);
        }
        BigDecimal request = each.get(Unit.REQUEST);
        return new Tag(prices, price(each.get(Unit.INPUT)), price(each.get(Unit.OUTPUT)), request == null ? 0 : request.doubleValue(),
                prices.minimum().map(BigDecimal::doubleValue).orElse(0.0));
    }

    private static double price(BigDecimal price) {
        return price == null ? Double.NaN : price.doubleValue();
    }
}
