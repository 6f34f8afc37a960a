package modelscan.stage.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they stand in the tables and in the journal: microseconds since 1970. */
final class Micros {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final long EACH = 1_000_000;

    private Micros() {
    }

    static long of(Instant time) {
        Instant bounded = time.isAfter(LAST) ? LAST : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return bounded.getEpochSecond() * EACH + bounded.getNano() / 1000;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
