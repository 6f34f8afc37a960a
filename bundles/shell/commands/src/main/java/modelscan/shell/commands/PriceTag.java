package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import modelscan.api.gateway.Prices;
import modelscan.api.model.Unit;

/** Shows prices: every digit of each for programs, tokens by the million for people. */
final class PriceTag {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private PriceTag() {
    }

    /** Puts {@code prices} (of one unit each, digits as text so that no reader rounds them) and {@code price} into a row. */
    static void put(Prices prices, ObjectNode row) {
        ObjectNode each = row.putObject("prices").put("currency", prices.currency().getCurrencyCode());
        prices.each().forEach((unit, price) -> each.put(unit.word(), digits(price)));
        row.put("price", perMillion(prices, Unit.INPUT) + " / " + perMillion(prices, Unit.OUTPUT) + " " + prices.currency()
                + " per M");
    }

    private static String perMillion(Prices prices, Unit unit) {
        return Optional.ofNullable(prices.each().get(unit)).map(MILLION::multiply).map(PriceTag::digits).orElse("-");
    }

    private static String digits(BigDecimal price) {
        return price.signum() == 0 ? "0" : price.stripTrailingZeros().toPlainString();
    }
}
