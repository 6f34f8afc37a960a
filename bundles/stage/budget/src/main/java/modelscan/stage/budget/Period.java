package modelscan.stage.budget;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import modelscan.api.gateway.Budgets.Window;

/** A minute, hour, day … of the calendar. */
record Period(Instant start, Instant end) {

    /** The one in which this time is. */
    static Period at(Instant time, Window window, ZoneId zone) {
        ZonedDateTime now = time.atZone(zone);
        ZonedDateTime midnight = now.toLocalDate().atStartOfDay(zone);
        ZonedDateTime start = switch (window) {
            case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
            case DAY -> midnight;
            case WEEK -> start(now.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> start(now.withDayOfMonth(1));
            case YEAR -> start(now.withDayOfYear(1));
        };
        ZonedDateTime end = switch (window) {
            case MINUTE -> start.plusMinutes(1);
            case HOUR -> start.plusHours(1);
            case DAY -> start(start.plusDays(1));
            case WEEK -> start(start.plusWeeks(1));
            case MONTH -> start(start.plusMonths(1));
            case YEAR -> start(start.plusYears(1));
        };
        return new Period(start.toInstant(), end.toInstant());
    }

    /** How long a window is that moves with the time. */
    static Duration length(Window window) {
        return switch (window) {
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
            case YEAR -> Duration.ofDays(365);
        };
    }

    private static ZonedDateTime start(ZonedDateTime day) {
        return day.toLocalDate().atStartOfDay(day.getZone());
    }
}
