package modelscan.stage.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.Window;

/**
 * A limit and how it is counted.
 *
 * <p>Without a burst, no stretch of time as long as the window ever sees more than the amount. With one, it is a bucket of
 * that size which fills up all the time.
 *
 * @param limit how much of what in which time
 * @param burst the size of the bucket, if it is one
 * @param fixed whether it begins anew with each second, day or month of the calendar
 * @param zone whose calendar that is
 */
record Rule(Plan.Limit limit, Optional<BigDecimal> burst, boolean fixed, ZoneId zone) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    Rule {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(burst, "burst");
        Objects.requireNonNull(zone, "zone");
    }

    /** As providers usually count: days and months by the calendar, all else rolling. */
    static Rule of(Plan.Limit limit) {
        boolean calendar = limit.window() == Window.DAY || limit.window() == Window.MONTH;
        return new Rule(limit, Optional.empty(), calendar, UTC);
    }

    boolean holds(String model) {
        return limit.models().isEmpty() || limit.models().contains(model);
    }

    /** How long the window is; of months the longest. */
    Duration length() {
        return length(limit.window());
    }

    static Duration length(Window window) {
        return switch (window) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case MONTH -> Duration.ofDays(31);
            case MOMENT -> Duration.ZERO;
        };
    }

    /** What stays the same when only the amount changes; its count goes on under it. */
    String name() {
        String models = limit.models().isEmpty() ? "" : " of " + String.join(",", new TreeSet<>(limit.models()));
        return limit.what().word() + " per " + limit.window().name().toLowerCase(Locale.ROOT)
                + (fixed ? " " + zone : burst.isPresent() ? " burst" : "") + models;
    }
}
