package modelscan.wire.gemini;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;

/** How long a provider asks to wait: Google in the body, servers in between in a header. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** What an error answer says, with the time to wait if its status is one that asks for waiting. */
    Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorReading error = ErrorReading.of(body);
        Failure failure = error.failure(status);
        if (failure.status() != 429 && failure.status() != 503 && failure.status() != 529) {
            return failure;
        }
        String header = headers.getOrDefault("retry-after", "").strip();
        return seconds(headers.getOrDefault("retry-after-ms", ""), 3)
                .or(() -> seconds(header, 0)).or(() -> date(header))
                .or(() -> error.retryDelay().flatMap(delay -> seconds(delay, 0)))
                .map(failure::after).orElse(failure);
    }

    // A number of seconds, or of parts of one.
    private static Optional<Duration> seconds(String text, int parts) {
        if (text.isEmpty() || text.length() > 40) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text.strip()).max(BigDecimal.ZERO);
            if (value.precision() - (long) value.scale() > 12) {
                return Optional.of(LONGEST);
            }
            long wait = value.movePointRight(3 - parts).setScale(0, RoundingMode.CEILING).longValue();
            return Optional.of(Duration.ofMillis(Math.min(wait, LONGEST.toMillis())));
        } catch (NumberFormatException | ArithmeticException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Duration> date(String text) {
        try {
            Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            long wait = Duration.between(clock.instant(), when).toMillis();
            return Optional.of(Duration.ofMillis(Math.clamp(wait, 0, LONGEST.toMillis())));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
