package modelscan.core.catalog.form;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** How long a provider asks to wait: milliseconds, seconds, a date, or a delay in the error itself. */
record RetryTime(InstantSource clock) {
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(30).toMillis());
    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

    /** The time to wait, if the status is one that asks for waiting. */
    Optional<Duration> in(int status, Map<String, String> headers, Optional<String> delay) {
        if (status != 429 && status != 503 && status != 529) {
            return Optional.empty();
        }
        Optional<String> after = Optional.ofNullable(headers.get("retry-after"));
        return Optional.ofNullable(headers.get("retry-after-ms")).flatMap(text -> number(text, BigDecimal.ONE))
                .or(() -> after.flatMap(text -> number(text, SECOND)))
                .or(() -> after.flatMap(this::date))
                .or(() -> delay.flatMap(text -> number(text, SECOND)));
    }

    private static Optional<Duration> number(String text, BigDecimal milliseconds) {
        if (text.length() > 40) {
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

    private Optional<Duration> date(String text) {
        try {
            Instant when = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
            long wait = Duration.between(clock.instant(), when).toMillis();
            return Optional.of(Duration.ofMillis(Math.clamp(wait, 0, LONGEST.longValue())));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
