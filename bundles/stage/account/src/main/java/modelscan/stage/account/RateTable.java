package modelscan.stage.account;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.model.Money;

/** Dated rates between currencies; never changes. */
final class RateTable {
    private record Pair(Currency from, Currency to) {
    }

    private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

    /**
     * Reads lines such as {@code 2026-11-01 EUR 1.0834 USD}; spaces or commas part the words.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static RateTable of(List<String> lines) {
        RateTable table = new RateTable();
        for (String line : lines) {
            try {
                String[] words = line.strip().split("[ ,;\t]+");
                table.add(LocalDate.parse(words[0]), new Pair(Currency.getInstance(words[1]), Currency.getInstance(words[3])),
                        new BigDecimal(words[2]));
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
                throw new IllegalArgumentException("'" + line + "' is not a rate such as '2026-11-01 EUR 1.0834 USD'", wrong);
            }
        }
        return table;
    }

    private void add(LocalDate day, Pair pair, BigDecimal rate) {
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("a rate is above 0");
        }
        rates.computeIfAbsent(pair, _ -> new TreeMap<>()).put(day, rate);
        rates.computeIfAbsent(new Pair(pair.to, pair.from), _ -> new TreeMap<>())
                .put(day, BigDecimal.ONE.divide(rate, MathContext.DECIMAL64));
    }

    /** The money in another currency; empty if no rate of that day or before it is known. */
    Optional<Money> change(Money money, Currency currency, LocalDate day) {
        if (money.currency().equals(currency)) {
            return Optional.of(money);
        }
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(new Pair(money.currency(), currency));
        return Optional.ofNullable(dated == null ? null : dated.floorEntry(day))
                .map(rate -> new Money(money.amount().multiply(rate.getValue()), currency));
    }
}
