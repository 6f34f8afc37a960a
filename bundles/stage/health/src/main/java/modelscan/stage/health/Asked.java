package modelscan.stage.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** The time somebody asked for, in whole hours of which the last one is not over. */
record Asked(String window, long first, Instant now) {
    private static final Map<String, Long> WINDOWS = Map.of("24h", 24L, "7d", 7L * 24, "30d", History.MONTH);

    static Asked of(Call call, Instant now) {
        String window = call.query("window").orElse("24h");
        Long hours = WINDOWS.get(window);
        if (hours == null) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'window' cannot be '" + window
                    + "'; allowed are " + String.join(", ", new TreeSet<>(WINDOWS.keySet()))).at("window"));
        }
        return new Asked(window, Math.floorDiv(now.toEpochMilli(), History.HOUR) - hours + 1, now);
    }

    Instant from() {
        return Instant.ofEpochMilli(first * History.HOUR);
    }

    /** How long it is. */
    Duration length() {
        return Duration.between(from(), now);
    }

    /** Whether no more than a day is wanted, which is known without a store. */
    boolean day() {
        return now.toEpochMilli() - from().toEpochMilli() <= Duration.ofHours(24).toMillis();
    }

    /** So many hours make a part of the history: one, or the day. */
    long part() {
        return day() ? 1 : 24;
    }

    /** The time from here to there, but not beyond now. */
    Duration between(long fromHour, long toHour) {
        Instant from = Instant.ofEpochMilli(Math.max(fromHour, first) * History.HOUR);
        Instant to = Optional.of(Instant.ofEpochMilli(toHour * History.HOUR)).filter(now::isAfter).orElse(now);
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }
}
