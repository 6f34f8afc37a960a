package modelscan.core.catalog;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import modelscan.core.catalog.descriptor.LimitHeaders.Reset;

/**
 * Reads when a limit is whole again: {@code 6m12.5s}, seconds, milliseconds, seconds or milliseconds since 1970, a date.
 *
 * @param form the provider's usual form; numbers that cannot be meant so are read as what they look like
 * @param clock tells the time that dates are compared with
 */
record ResetTime(Optional<Reset> form, InstantSource clock) {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int LONGEST_TEXT = 40;
    private static final double EPOCH_SECONDS = 1e9;
    private static final double EPOCH_MILLIS = 1e11;
    private static final double SECOND = 1e9;

    /** How long it is until then, at least nothing and at most a month; empty if it is no time. */
    Optional<Duration> read(String raw) {
        String text = raw.strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return number(text).map(this::plain).or(() -> units(text)).or(() -> date(text)).map(ResetTime::clamped);
    }

    private Duration plain(double value) {
        if (value >= EPOCH_MILLIS) {
            return Duration.between(clock.instant(), Instant.ofEpochMilli((long) Math.min(value, 1e15)));
        }
        if (value >= EPOCH_SECONDS) {
            return Duration.between(clock.instant(), Instant.ofEpochMilli((long) (value * 1000)));
        }
        return form.filter(Reset.MILLISECONDS::equals).isPresent() ? nanos(value * SECOND / 1000) : nanos(value * SECOND);
    }

    private static Optional<Double> number(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (!Character.isDigit(letter) && letter != '.' && !(letter == '-' && i == 0)) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    // Such as 1h2m3.5s or 120ms; each number has its unit.
    private static Optional<Duration> units(String text) {
        double sum = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
            int unit = end;
            while (unit < text.length() && Character.isLetter(text.charAt(unit))) {
                unit++;
            }
            Optional<Double> count = number(text.substring(at, end));
            double nanos = unit(text.substring(end, unit));
            if (end == at || count.isEmpty() || nanos == 0) {
                return Optional.empty();
            }
            sum += count.get() * nanos;
            at = unit;
        }
        return Optional.of(nanos(sum));
    }

    private static double unit(String word) {
        return switch (word) {
            case "ns" -> 1;
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> SECOND;
            case "m" -> 60 * SECOND;
            case "h" -> 3_600 * SECOND;
            case "d" -> 86_400 * SECOND;
            default -> 0;
        };
    }

    private Optional<Duration> date(String text) {
        for (DateTimeFormatter form : new DateTimeFormatter[] {DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                DateTimeFormatter.RFC_1123_DATE_TIME}) {
            try {
                return Optional.of(Duration.between(clock.instant(), form.parse(text, Instant::from)));
            } catch (DateTimeException otherForm) {
                // The next one is tried.
            }
        }
        return Optional.empty();
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos((long) Math.min(nanos, LONGEST.toNanos() * 2.0));
    }

    private static Duration clamped(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }
}
