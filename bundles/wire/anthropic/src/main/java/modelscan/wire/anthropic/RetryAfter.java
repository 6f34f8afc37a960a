package modelscan.wire.anthropic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import modelscan.api.model.Failure;

/** How long a provider asks to wait, in whichever way it says so. */
final class RetryAfter {
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(30).toMillis());
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final String LIMITS = "anthropic-ratelimit-";

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** The failure with the time to wait, if its status is one that asks for waiting. */
    Failure in(Map<String, String> headers, Failure failure) {
        int status = failure.status();
        if (status != 429 && status != 503 && status != 529) {
            return failure;
        }
        return number(headers.get("retry-after-ms"), BigDecimal.ONE)
                .or(() -> number(headers.get("retry-after"), THOUSAND))
                .or(() -> time(headers.get("retry-after"),
                        text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)))
                .or(() -> usedUp(headers))
                .map(failure::after).orElse(failure);
    }

    // Without a word of its own the last of the limits that are used up decides.
    private Optional<Duration> usedUp(Map<String, String> headers) {
        return Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .filter(kind -> "0".equals(headers.get(LIMITS + kind + "-remaining")))
                .flatMap(kind -> time(headers.get(LIMITS + kind + "-reset"), Instant::parse).stream())
                .max(Duration::compareTo);
    }

    private static Optional<Duration> number(String text, BigDecimal milliseconds) {
        if (text == null || text.length() > 40) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text.strip()).max(BigDecimal.ZERO);
            if (value.precision() - (long) value.scale() > 12) {
                return Optional.of(Duration.ofMillis(LONGEST.longValue()));
            }
            BigDecimal wait = value.multiply(milliseconds).min(LONGEST);
            return Optional.of(Duration.ofMillis(wait.setScale(0, RoundingMode.CEILING).longValue()));
        } catch (NumberFormatException | ArithmeticException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Duration> time(String text, Function<String, Instant> form) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            long wait = Duration.between(clock.instant(), form.apply(text.strip())).toMillis();
            return Optional.of(Duration.ofMillis(Math.clamp(wait, 0, LONGEST.longValue())));
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }
}
