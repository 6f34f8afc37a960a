package modelscan.wire.replicate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;

/** How long to wait: as told, or until the limit begins anew. */
record RetryAfter(InstantSource clock) {
    private static final Duration LONGEST = Duration.ofDays(30);

    /** The failure with the time to wait, if its status is one that asks for waiting. */
    Failure in(Map<String, String> headers, Failure failure) {
        boolean waits = failure.status() == 429 || failure.status() == 503 || failure.status() == 529;
        return waits ? told(headers).map(wait -> failure.after(bounded(wait))).orElse(failure) : failure;
    }

    private Optional<Duration> told(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("retry-after-ms")).flatMap(text -> number(text, 0))
                .or(() -> Optional.ofNullable(headers.get("retry-after")).flatMap(text -> number(text, 3).or(() -> date(text))))
                .or(() -> Optional.ofNullable(headers.get("ratelimit-reset")).flatMap(text -> number(text, 3)));
    }

    private static Optional<Duration> number(String text, int digits) {
        try {
            BigDecimal value = text.length() > 20 ? null : new BigDecimal(text.strip());
            boolean sane = value != null && value.precision() - (long) value.scale() <= 12;
            return sane ? Optional.of(Duration.ofMillis(value.movePointRight(digits).longValue())) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Duration> date(String text) {
        try {
            Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
            return Optional.of(Duration.between(clock.instant(), when));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
