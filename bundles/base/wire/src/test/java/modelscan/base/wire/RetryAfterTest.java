package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final RetryAfter RETRY = new RetryAfter(() -> Instant.parse("2026-11-21T10:00:00Z"));

    private static Failure failure(int status) {
        return Failure.of(ErrorCode.PROVIDER_ERROR, "m").status(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            429 ! retry-after    ! 7                             ! PT7S
            429 ! retry-after    ! 0.25                          ! PT0.25S
            429 ! retry-after    ! 0.0001                        ! PT0.001S
            429 ! retry-after    ! ' 3 '                         ! PT3S
            429 ! retry-after    ! -3                            ! PT0S
            429 ! retry-after    ! 1e11                          ! PT720H
            429 ! retry-after    ! 1e999999999                   ! PT720H
            429 ! retry-after    ! -1e999999999                  ! PT0S
            429 ! retry-after    ! 1e-99999999                   ! -
            429 ! retry-after    ! 1e-999999999                  ! -
            429 ! retry-after    ! soon                          ! -
            429 ! retry-after    ! NaN                           ! -
            429 ! retry-after    ! ''                            ! -
            429 ! retry-after    ! 11111111111111111111111111111111111111111 ! -
            429 ! retry-after    ! Sat, 21 Nov 2026 10:00:30 GMT ! PT30S
            429 ! retry-after    ! Sat, 21 Nov 2026 09:00:00 GMT ! PT0S
            429 ! retry-after    ! Tue, 21 Nov 2028 09:00:00 GMT ! PT720H
            429 ! retry-after    ! Sun, 21 Nov 2026 09:00:00 GMT ! -
            429 ! retry-after-ms ! 120                           ! PT0.12S
            503 ! retry-after    ! 2                             ! PT2S
            529 ! retry-after    ! 2                             ! PT2S
            500 ! retry-after    ! 2                             ! -
            400 ! retry-after    ! 2                             ! -
            """)
    void everyForm(int status, String header, String value, Duration wait) {
        assertEquals(Optional.ofNullable(wait), RETRY.in(Map.of(header, value), failure(status)).retryAfter());
    }

    @Test
    void theExactHeaderComesFirstAndTheDialectLast() {
        Map<String, String> both = Map.of("retry-after-ms", "5", "retry-after", "9");
        assertEquals(Optional.of(Duration.ofMillis(5)), RETRY.in(both, failure(429), () -> RetryAfter.seconds("3")).retryAfter());
        assertEquals(Optional.of(Duration.ofSeconds(9)),
                RETRY.in(Map.of("retry-after-ms", "x", "retry-after", "9"), failure(429)).retryAfter());
        assertEquals(Optional.of(Duration.ofSeconds(3)), RETRY.in(429, Map.of(), () -> RetryAfter.seconds("3")));
        assertEquals(Optional.empty(), RETRY.in(500, Map.of(), () -> RetryAfter.seconds("3")));
    }

    @Test
    void timesAreCountedFromNow() {
        assertEquals(Optional.of(Duration.ofSeconds(90)), RETRY.until("2026-11-21T10:01:30Z"));
        assertEquals(Optional.of(Duration.ofSeconds(90)), RETRY.until(" 2026-11-21T12:01:30+02:00"));
        assertEquals(Optional.of(Duration.ZERO), RETRY.until("2026-11-21T09:59:59Z"));
        assertEquals(Optional.of(Duration.ofDays(30)), RETRY.until("+999999999-01-01T00:00:00Z"));
        assertEquals(Optional.empty(), RETRY.until("tomorrow"));
    }

    @Test
    void garbageIsBoundedOrNothing() {
        Random random = new Random(20261121);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("0123456789eE+-. ,:GMTZ\u0000é".charAt(random.nextInt(24)));
            }
            Optional<Duration> wait = RETRY.in(429, Map.of("retry-after", text.toString()), Optional::empty);
            assertTrue(wait.isEmpty() || !wait.get().isNegative() && wait.get().toDays() <= 30, text::toString);
        }
    }
}
