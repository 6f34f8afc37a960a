package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;

/**
 * For how long something is known to have worked, and not to have, hour by hour.
 *
 * <p>What was heard last holds until something else is heard, for a minute at most: after that nobody knows. A call that ends
 * tells about the time since it began. Not safe for several threads.
 */
final class Presence {
    static final long HOLDS = Duration.ofMinutes(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MILLI = 1_000_000;

    private final InstantSource wall;
    private final Sums sums;
    private State state = State.UNKNOWN;
    private long told;
    private long until;
    private long hour;
    private long up;
    private long down;

    /** What is known. */
    enum State {
        /** Nothing. */
        UNKNOWN,
        /** It works. */
        UP,
        /** It does not. */
        DOWN
    }

    /** Takes nanoseconds of an hour, counted since 1970. */
    interface Sums {
        void add(long hour, long up, long down);
    }

    Presence(InstantSource wall, Sums sums) {
        this.wall = wall;
        this.sums = sums;
    }

    /** It is so now, and was since; it will be, as far as is known, for the usual time or for longer. */
    void heard(State now, long since, long at, long longer) {
        long end = tell(at);
        book(now, Math.max(end, Math.min(since, at)), at, at);
        state = now;
        told = at;
        until = at + Math.max(HOLDS, longer);
    }

    State state(long at) {
        return state == State.UNKNOWN || at - until >= 0 ? State.UNKNOWN : state;
    }

    /** Hands over what is known by now. */
    void settle(long at) {
        tell(at);
        flush();
    }

    /** Books what the last word covers; gives when that ended. */
    private long tell(long at) {
        if (state == State.UNKNOWN) {
            return Long.MIN_VALUE;
        }
        long end = Math.max(told, at - until < 0 ? at : until);
        book(state, told, end, at);
        told = end;
        return end;
    }

    private void book(State what, long from, long to, long at) {
        long start = from;
        while (start < to) {
            long millis = wall.millis() - (at - start) / MILLI;
            long slot = Math.floorDiv(millis, History.HOUR);
            long end = Math.min(to, start + HOUR - Math.floorMod(millis, History.HOUR) * MILLI);
            if (slot != hour) {
                flush();
                hour = slot;
            }
            up += what == State.UP ? end - start : 0;
            down += what == State.DOWN ? end - start : 0;
            start = end;
        }
    }

    private void flush() {
        if (up > 0 || down > 0) {
            sums.add(hour, up, down);
        }
        up = 0;
        down = 0;
    }
}
