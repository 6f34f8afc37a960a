package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import modelscan.api.gateway.Plan.Window;

/**
 * Begins anew with each second, minute, hour, day or month of a calendar.
 *
 * <p>When a window begins, the wall clock says how long it lasts; after that only the clock that never jumps counts. So a
 * wall clock that is moved to and fro opens no window early, and one that stays moved is believed after a while.
 */
final class CalendarMeter implements Meter {
    private static final long DOUBT = Duration.ofMinutes(10).toNanos();
    private static final long TOLERANCE = Duration.ofSeconds(2).toNanos();

    private final long most;
    private final Window window;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Advance advance;
    private Instant start;
    private Instant end;
    private long deadline;
    private long doubtedSince = NEVER;
    private long count;
    private boolean kept;

    CalendarMeter(long most, Window window, ZoneId zone, InstantSource clock, long now) {
        this.most = most;
        this.window = window;
        this.zone = zone;
        this.clock = clock;
        this.advance = new Advance(most);
        open(clock.instant(), now);
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public long room(long now) {
        roll(now);
        return Math.min(most - count, advance.left());
    }

    // What is not kept yet has no room, but is not used either.
    @Override
    public long used(long now) {
        roll(now);
        return count;
    }

    @Override
    public long wait(long amount, long now) {
        roll(now);
        if (count + amount <= most) {
            return advance.covers(amount) ? 0 : KEEPING;
        }
        return amount > most ? NEVER : Math.max(1, deadline - now);
    }

    @Override
    public void take(long amount, long now) {
        roll(now);
        count += amount;
        advance.count(amount);
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        roll(now);
        boolean thisWindow = takenAt - (deadline - Duration.between(start, end).toNanos()) >= 0;
        if (difference > 0 || thisWindow) {
            long before = count;
            count = Math.max(0, count + difference);
            advance.count(count - before);
        }
    }

    @Override
    public long resets(long now) {
        roll(now);
        return deadline - now;
    }

    // A later window than ours stays open: the wall clock was moved back while nobody looked.
    @Override
    public void restore(Saved saved, Instant wall, long now) {
        roll(now);
        if (saved.began().isAfter(start)) {
            start = saved.began();
            end = after(start);
            deadline = now + Duration.between(wall, end).toNanos();
        }
        if (saved.began().equals(start)) {
            count = kept ? Math.max(count, saved.counted()) : count + saved.counted();
        }
        kept = true;
    }

    @Override
    public Optional<Saved> save(Instant wall, long now, boolean last) {
        compare(now);
        roll(now);
        kept = true;
        return Optional.of(new Saved(start, last ? count : count + advance.ask(most - count), wall));
    }

    @Override
    public void saved(Saved saved) {
        if (saved.began().equals(start)) {
            advance.kept();
        }
    }

    @Override
    public void unkept() {
        advance.end();
    }

    @Override
    public boolean pressing(long now) {
        roll(now);
        return advance.pressing(most - count);
    }

    /** Believes a wall clock that has said something else for long enough; to be called now and then. */
    void compare(long now) {
        long told = now + Duration.between(clock.instant(), end).toNanos();
        if (Math.abs(told - deadline) < TOLERANCE) {
            doubtedSince = NEVER;
        } else if (doubtedSince == NEVER) {
            doubtedSince = now;
        } else if (now - doubtedSince > DOUBT) {
            deadline = told;
            doubtedSince = NEVER;
        }
    }

    private void roll(long now) {
        if (now - deadline < 0) {
            return;
        }
        Instant wall = clock.instant();
        if (wall.isBefore(end)) {
            deadline = now + Duration.between(wall, end).toNanos();
        } else {
            open(wall, now);
            count = 0;
            advance.lapse();
        }
    }

    private void open(Instant wall, long now) {
        start = ZonedDateTime.ofInstant(wall, zone).truncatedTo(unit()).toInstant();
        if (window == Window.MONTH) {
            start = ZonedDateTime.ofInstant(wall, zone).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
        }
        end = after(start);
        deadline = now + Duration.between(wall, end).toNanos();
        doubtedSince = NEVER;
    }

    private Instant after(Instant begin) {
        ZonedDateTime local = ZonedDateTime.ofInstant(begin, zone);
        return (window == Window.MONTH ? local.plusMonths(1) : local.plus(1, unit())).toInstant();
    }

    private ChronoUnit unit() {
        return switch (window) {
            case SECOND, MOMENT -> ChronoUnit.SECONDS;
            case MINUTE -> ChronoUnit.MINUTES;
            case HOUR -> ChronoUnit.HOURS;
            case DAY, MONTH -> ChronoUnit.DAYS;
        };
    }
}
