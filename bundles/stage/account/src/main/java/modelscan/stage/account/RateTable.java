package modelscan.stage.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import modelscan.api.model.Money;

/** Dated rates between currencies, and their inverses; never changes. */
final class RateTable {
    static final RateTable EMPTY = new RateTable(List.of());
    // A thousandth of a millionth of the smallest coin, and more if the amount has more.
    private static final int PLACES = 12;

    private final Map<Rate.Pair, NavigableMap<LocalDate, Rate>> rates = new HashMap<>();

    RateTable(Collection<Rate> all) {
        all.forEach(rate -> rates.computeIfAbsent(rate.pair(), _ -> new TreeMap<>()).put(rate.day(), rate));
    }

    /**
     * Reads lines such as {@code 2026-11-01 EUR 1.0834 USD}; spaces or commas part the words.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static RateTable of(List<String> lines) {
        return new RateTable(lines.stream().map(RateTable::read).toList());
    }

    private static Rate read(String line) {
        try {
            String[] words = line.strip().split("[ ,;\t]+");
            return new Rate(new Rate.Pair(Rate.currency(words[1]), Rate.currency(words[3])), LocalDate.parse(words[0]),
                    new BigDecimal(words[2]), "");
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException("'" + line + "' is not a rate such as '2026-11-01 EUR 1.0834 USD'", wrong);
        }
    }

    /** These, and of others what is not told here. */
    RateTable over(RateTable others) {
        if (others.rates.isEmpty() || rates.isEmpty()) {
            return rates.isEmpty() ? others : this;
        }
        return new RateTable(Stream.concat(others.all(), all()).toList());
    }

    /** All of them, by pair and day. */
    Stream<Rate> all() {
        return new TreeMap<>(rates).values().stream().flatMap(dated -> dated.values().stream());
    }

    int size() {
        return rates.values().stream().mapToInt(Map::size).sum();
    }

    /** What was told for just this day. */
    Optional<Rate> of(Rate.Pair pair, LocalDate day) {
        return Optional.ofNullable(rates.get(pair)).map(dated -> dated.get(day));
    }

    /** The money in another currency; empty if no rate of that day or before it is known. */
    Optional<Money> change(Money money, Currency currency, LocalDate day) {
        if (money.currency().equals(currency)) {
            return Optional.of(money);
        }
        Rate.Pair pair = new Rate.Pair(money.currency(), currency);
        Optional<Rate> direct = latest(pair, day);
        Optional<Rate> inverse = latest(pair.inverse(), day);
        boolean other = inverse.isPresent() && (direct.isEmpty() || inverse.get().day().isAfter(direct.get().day()));
        return other ? inverse.map(rate -> new Money(money.amount().divide(rate.amount(), Math.max(PLACES, money.amount().scale()),
                RoundingMode.HALF_EVEN), currency)) : direct.map(rate -> new Money(money.amount().multiply(rate.amount()), currency));
    }

    private Optional<Rate> latest(Rate.Pair pair, LocalDate day) {
        NavigableMap<LocalDate, Rate> dated = rates.get(pair);
        return Optional.ofNullable(dated == null ? null : dated.floorEntry(day)).map(Map.Entry::getValue);
    }
}
