package modelscan.stage.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A time of which sums are wanted: whole days come from daily sums, the rest from entries. */
record Span(Instant from, Instant to) {
    private static final int PAGE = 1000;
    private static final Duration USUAL = Duration.ofDays(30);

    /** Thirty days back, from the beginning of a day. */
    static Instant month(Instant now) {
        return start(day(now.minus(USUAL)));
    }

    void sum(Books books, Instant now, BiConsumer<DayKey, Tally> reader) {
        LocalDate first = start(day(from)).equals(from) ? day(from) : day(from).plusDays(1);
        // A day that still runs is whole if it is wanted up to now.
        LocalDate behind = to.isBefore(now) ? day(to) : day(to).plusDays(1);
        if (!first.isBefore(behind)) {
            entries(books, from, to, reader);
            return;
        }
        entries(books, from, start(first), reader);
        books.days(first, behind.minusDays(1), reader);
        entries(books, start(behind), to, reader);
    }

    private static void entries(Books books, Instant from, Instant to, BiConsumer<DayKey, Tally> reader) {
        if (from.isBefore(to)) {
            books.each(new Selection(from, to, Map.of(), Optional.empty(), PAGE, false), booked -> DayKey.spread(booked, reader));
        }
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
