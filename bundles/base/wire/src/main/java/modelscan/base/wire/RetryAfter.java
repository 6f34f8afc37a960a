package modelscan.base.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.model.Failure;

/**
 * How long a provider asks to wait, in whichever way it says so.
 *
 * <pre>{@code
 * RetryAfter retryAfter = new RetryAfter(InstantSource.system());
 * retryAfter.in(Map.of("retry-after", "7"), failure).retryAfter(); // PT7S, if the status is 429, 503 or 529
 * }</pre>
 *
 * @param clock tells the time that dates are compared with
 */
public record RetryAfter(InstantSource clock) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_DIGITS = 12;

    public RetryAfter {
        Objects.requireNonNull(clock, "clock");
    }

    /** The failure with the time to wait, if its status is one that asks for waiting. */
    public Failure in(Map<String, String> headers, Failure failure) {
        return in(headers, failure, Optional::empty);
    }

    /** The same; where the usual headers are silent, the dialect may know another place. */
    public Failure in(Map<String, String> headers, Failure failure, Supplier<Optional<Duration>> otherwise) {
        return in(failure.status(), headers, otherwise).map(failure::after).orElse(failure);
    }

    /** The time to wait under an HTTP status, if it is one that asks for waiting. */
    public Optional<Duration> in(int status, Map<String, String> headers, Supplier<Optional<Duration>> otherwise) {
        if (status != 429 && status != 503 && status != 529) {
            return Optional.empty();
        }
        String plain = headers.getOrDefault("retry-after", "");
        return number(headers.getOrDefault("retry-after-ms", ""), 0).or(() -> seconds(plain)).or(() -> date(plain)).or(otherwise);
    }

    /** A number of seconds, which may have a fraction. */
    public static Optional<Duration> seconds(String text) {
        return number(text, 3);
    }

    /** The time from now until then, if that is a time such as {@code 2026-11-21T10:00:30Z}. */
    public Optional<Duration> until(String time) {
        return until(time, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private Optional<Duration> date(String text) {
        return until(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private Optional<Duration> until(String text, DateTimeFormatter form) {
        try {
            Duration wait = Duration.between(clock.instant(), form.parse(text.strip(), Instant::from));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST
                    : Duration.ofMillis(wait.toMillis()));
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> number(String text, int shift) {
        if (text.isBlank() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text.strip());
            // An absurd exponent is slow to write out, so it is judged before.
            if (value.scale() > LONGEST_NUMBER) {
                return Optional.empty();
            }
            if (value.signum() <= 0) {
                return Optional.of(Duration.ZERO);
            }
            if (value.precision() - (long) value.scale() > MOST_DIGITS) {
                return Optional.of(LONGEST);
            }
            long wait = value.movePointRight(shift).setScale(0, RoundingMode.CEILING).longValue();
            return Optional.of(Duration.ofMillis(Math.min(wait, LONGEST.toMillis())));
        } catch (NumberFormatException | ArithmeticException notANumber) {
            return Optional.empty();
        }
    }
}
