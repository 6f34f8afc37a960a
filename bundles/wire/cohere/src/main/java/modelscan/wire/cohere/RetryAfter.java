package modelscan.wire.cohere;

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

/** How long a provider asks to wait. */
final class RetryAfter {
    private static final long LONGEST = Duration.ofDays(30).toMillis();

    private final InstantSource clock;

    RetryAfter(InstantSource clock) {
        this.clock = clock;
    }

    /** The failure with the time to wait, if its status is one that asks for waiting. */
    Failure in(Map<String, String> headers, Failure failure) {
        if (failure.status() != 429 && failure.status() != 503 && failure.status() != 529) {
            return failure;
        }
        Optional<String> exact = Optional.ofNullable(headers.get("retry-after-ms"));
        Optional<String> plain = Optional.ofNullable(headers.get("retry-after"));
        return exact.flatMap(text -> milliseconds(text, 0)).or(() -> plain.flatMap(text -> milliseconds(text, 3)))
                .or(() -> plain.flatMap(this::date)).map(failure::after).orElse(failure);
    }

    private static Optional<Duration> milliseconds(String text, int shift) {
        try {
            BigDecimal value = new BigDecimal(text.length() > 40 ? "" : text.strip());
            // A number of that many digits is far beyond any limit, and slow to write out.
            boolean absurd = value.precision() - (long) value.scale() > 12;
            long wait = absurd ? value.signum() * LONGEST
                    : value.movePointRight(shift).setScale(0, RoundingMode.CEILING).longValue();
            return Optional.of(Duration.ofMillis(Math.clamp(wait, 0, LONGEST)));
        } catch (NumberFormatException | ArithmeticException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Duration> date(String text) {
        try {
            Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
            long wait = Duration.between(clock.instant(), when).toMillis();
            return Optional.of(Duration.ofMillis(Math.clamp(wait, 0, LONGEST)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
