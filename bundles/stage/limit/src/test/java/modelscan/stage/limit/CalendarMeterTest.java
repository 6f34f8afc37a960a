package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import modelscan.api.gateway.Plan.Window;
import org.junit.jupiter.api.Test;

class CalendarMeterTest {
    private final FakeTimes clock = new FakeTimes();

    @Test
    void beginsAnewAtMidnightOfItsZone() {
        CalendarMeter pacific = meter(Window.DAY, ZoneId.of("America/Los_Angeles"));
        pacific.take(10, now());
        assertEquals(0, pacific.room(now()));
        // Ten o'clock in London is two in the morning there.
        assertEquals(Duration.ofHours(22), Duration.ofNanos(pacific.wait(1, now())));
        clock.pass(Duration.ofHours(22));
        assertEquals(10, pacific.room(now()));
    }

    @Test
    void aDayMayHaveTwentyFiveHoursAndAMonthTwentyEightDays() {
        clock.wall.set(Instant.parse("2026-10-24T22:00:00Z"));
        CalendarMeter berlin = meter(Window.DAY, ZoneId.of("Europe/Berlin"));
        assertEquals(Duration.ofHours(25), Duration.ofNanos(berlin.resets(now())));
        clock.wall.set(Instant.parse("2026-02-01T00:00:00Z"));
        assertEquals(Duration.ofDays(28), Duration.ofNanos(meter(Window.MONTH, ZoneOffset.UTC).resets(now())));
    }

    @Test
    void aClockThatJumpsOpensNoWindowEarly() {
        CalendarMeter day = meter(Window.DAY, ZoneOffset.UTC);
        day.take(10, now());
        clock.move(Duration.ofHours(20));
        assertEquals(0, day.room(now()));
        clock.move(Duration.ofHours(-20));
        clock.pass(Duration.ofHours(13));
        assertEquals(0, day.room(now()), "it is eleven at night");
        clock.move(Duration.ofHours(-1));
        clock.pass(Duration.ofHours(1));
        assertEquals(0, day.room(now()), "midnight has come, but the clock denies it");
        clock.move(Duration.ofHours(1));
        clock.pass(Duration.ofHours(1));
        assertEquals(10, day.room(now()));
    }

    @Test
    void aClockThatStaysMovedIsBelieved() {
        CalendarMeter day = meter(Window.DAY, ZoneOffset.UTC);
        day.take(10, now());
        clock.move(Duration.ofHours(15));
        for (int minute = 0; minute < 12; minute++) {
            day.compare(now());
            assertEquals(minute < 11 ? 0 : 10, day.room(now()), "minute " + minute);
            clock.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void goesOnAfterARestart() {
        CalendarMeter day = meter(Window.DAY, ZoneOffset.UTC);
        day.restore(new Saved(Instant.parse("2026-11-21T00:00:00Z"), 7, clock.wall.get()), clock.wall.get(), now());
        assertEquals(3, day.room(now()));
        CalendarMeter another = meter(Window.DAY, ZoneOffset.UTC);
        another.restore(new Saved(Instant.parse("2026-11-20T00:00:00Z"), 7, clock.wall.get()), clock.wall.get(), now());
        assertEquals(10, another.room(now()), "that was yesterday");
        CalendarMeter third = meter(Window.DAY, ZoneOffset.UTC);
        third.restore(new Saved(Instant.parse("2026-11-22T00:00:00Z"), 10, clock.wall.get()), clock.wall.get(), now());
        assertEquals(0, third.room(now()), "the clock goes wrong, but tomorrow had begun");
    }

    private CalendarMeter meter(Window window, ZoneId zone) {
        return new CalendarMeter(10, window, zone, clock.wall::get, now());
    }

    private long now() {
        return clock.nanos.get();
    }
}
