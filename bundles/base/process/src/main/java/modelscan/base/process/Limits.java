package modelscan.base.process;

import java.time.Duration;

/**
 * Bounds of one child process.
 *
 * <pre>{@code
 * Limits.usual().total(Duration.ofMinutes(30));
 * }</pre>
 *
 * @param total how long it may run altogether
 * @param idle how long it may say nothing while somebody listens
 * @param output the most bytes it may write to its standard output
 * @param grace how long it has to go by itself once it is asked to
 */
public record Limits(Duration total, Duration idle, long output, Duration grace) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Limits USUAL =
            new Limits(Duration.ofMinutes(10), Duration.ofMinutes(2), 32L << 20, Duration.ofSeconds(2));

    public Limits {
        within(total, "total");
        within(idle, "idle");
        within(grace, "grace");
        if (output < 1) {
            throw new IllegalArgumentException("output is at least one byte, not " + output);
        }
    }

    /** 10 min in all, 2 min of silence, 32 MiB, 2 s to go. */
    public static Limits usual() {
        return USUAL;
    }

    /** The same with this time altogether. */
    public Limits total(Duration time) {
        return new Limits(time, idle, output, grace);
    }

    /** The same with this time of silence. */
    public Limits idle(Duration time) {
        return new Limits(total, time, output, grace);
    }

    /** The same with this most bytes of output. */
    public Limits output(long bytes) {
        return new Limits(total, idle, bytes, grace);
    }

    /** The same with this time to go by itself. */
    public Limits grace(Duration time) {
        return new Limits(total, idle, output, time);
    }

    private static void within(Duration time, String name) {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is longer than nothing and at most a day, not " + time);
        }
    }
}
