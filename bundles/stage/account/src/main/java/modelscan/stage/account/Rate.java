package modelscan.stage.account;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Objects;

/**
 * What one unit of a currency is worth in another, from a day on.
 *
 * @param pair from which currency to which
 * @param day the first day in UTC
 * @param amount so many of the other
 * @param source where it was found; empty if nobody said
 */
record Rate(Pair pair, LocalDate day, BigDecimal amount, String source) {
    private static final int DIGITS = 30;
    private static final int PLACES = 20;

    /** Two currencies. */
    record Pair(Currency from, Currency to) implements Comparable<Pair> {
        Pair {
            if (from.equals(to)) {
                throw new IllegalArgumentException("a currency has no rate to itself");
            }
        }

        /** Such as {@code EUR/USD}. */
        static Pair of(String text) {
            String[] codes = text.split("/", -1);
            if (codes.length != 2) {
                throw new IllegalArgumentException("a pair is written EUR/USD: one euro is so many dollars");
            }
            return new Pair(currency(codes[0]), currency(codes[1]));
        }

        Pair inverse() {
            return new Pair(to, from);
        }

        String text() {
            return from.getCurrencyCode() + "/" + to.getCurrencyCode();
        }

        @Override
        public int compareTo(Pair other) {
            return text().compareTo(other.text());
        }
    }

    Rate {
        Objects.requireNonNull(pair, "pair");
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(source, "source");
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("a rate is above 0");
        }
        if (amount.precision() > DIGITS || Math.abs((long) amount.scale()) > PLACES) {
            throw new IllegalArgumentException("a rate has at most " + DIGITS + " digits, " + PLACES + " behind the point");
        }
    }

    static Currency currency(String code) {
        try {
            return Currency.getInstance(code.strip());
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("there is no currency '" + code.strip() + "'; a code of ISO 4217 such as USD is wanted",
                    unknown);
        }
    }

    /** Whether it says the same. */
    boolean same(Rate other) {
        return pair.equals(other.pair) && day.equals(other.day) && amount.compareTo(other.amount) == 0 && source.equals(other.source);
    }

    String digits() {
        return amount.stripTrailingZeros().toPlainString();
    }
}
