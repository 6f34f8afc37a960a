package modelscan.stage.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as they stand in the tables: microseconds since 1970. */
final class Micros {
    private Micros() {
    }

    static long of(Instant time) {
        Instant last = Instant.parse("9999-12-31T00:00:00Z");
        Instant bounded = time.isAfter(last) ? last : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return ChronoUnit.MICROS.between(Instant.EPOCH, bounded);
    }
}
