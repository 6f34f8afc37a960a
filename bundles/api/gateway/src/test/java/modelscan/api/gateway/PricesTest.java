package modelscan.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import modelscan.api.model.Money;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Prices PRICES = prices(Map.of(Unit.INPUT, "0.000002", Unit.CACHE_READ, "0.0000005", Unit.OUTPUT, "0.00001"));

    @Test
    void billsPartsInsteadOfTheirShareOfTheTotal() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 100).with(Unit.CACHE_READ, 40).with(Unit.OUTPUT, 10);
        assertEquals("0.00024", known(PRICES.cost(usage)));
    }

    @Test
    void billsReasoningAsOutputWhereItHasNoPriceOfItsOwn() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 0).with(Unit.OUTPUT, 10).with(Unit.REASONING, 7);
        assertEquals("0.0001", known(PRICES.cost(usage)));
    }

    @Test
    void doesNotGuessThePriceOfCachedTokens() {
        Prices noCache = prices(Map.of(Unit.INPUT, "0.000002", Unit.OUTPUT, "0.00001"));
        Usage usage = Usage.NONE.with(Unit.INPUT, 100).with(Unit.CACHE_READ, 40).with(Unit.OUTPUT, 1);
        assertEquals(new Cost.Unknown("no price for cache_read"), noCache.cost(usage));
        assertEquals("0.00001", known(noCache.cost(Usage.NONE.with(Unit.CACHE_READ, 0).with(Unit.INPUT, 0).with(Unit.OUTPUT, 1))));
    }

    @Test
    void isUnknownWithoutUsageAndWithoutAPrice() {
        assertInstanceOf(Cost.Unknown.class, PRICES.cost(Usage.NONE));
        assertEquals(new Cost.Unknown("no price for image"), PRICES.cost(Usage.NONE.with(Unit.IMAGE, 1)));
    }

    @Test
    void zeroIsAPriceWhenItIsWrittenDown() {
        Prices free = prices(Map.of(Unit.INPUT, "0", Unit.OUTPUT, "0"));
        assertEquals("0", known(free.cost(Usage.NONE.with(Unit.INPUT, 5).with(Unit.OUTPUT, 5))));
    }

    @Test
    void refusesNegativePrices() {
        assertThrows(IllegalArgumentException.class, () -> prices(Map.of(Unit.INPUT, "-1")));
    }

    private static String known(Cost cost) {
        Money money = assertInstanceOf(Cost.Known.class, cost).money();
        assertEquals("USD", money.currency().getCurrencyCode());
        return money.digits();
    }

    private static Prices prices(Map<Unit, String> each) {
        Map<Unit, BigDecimal> exact = new EnumMap<>(Unit.class);
        each.forEach((unit, price) -> exact.put(unit, new BigDecimal(price)));
        return new Prices(Currency.getInstance("USD"), exact);
    }
}
