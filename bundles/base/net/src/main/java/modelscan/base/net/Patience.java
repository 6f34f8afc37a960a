package modelscan.base.net;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a call waits for what.
 *
 * <pre>{@code
 * Patience.usual().total(Duration.ofMinutes(10));
 * }</pre>
 *
 * @param connect for a free connection, and again for a new one to be made with TLS and proxy
 * @param firstByte for the head of the answer, counted from the start of the call
 * @param stall for the next bytes of the body
 * @param total for the whole call until its body is read; empty when only the others count
 */
public record Patience(Duration connect, Duration firstByte, Duration stall, Optional<Duration> total) {
    private static final Duration LONGEST = Duration.ofDays(1);

    // A large model that thinks may take minutes to its first byte.
    private static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofMinutes(10),
            Duration.ofMinutes(5), Optional.empty());

    public Patience {
        within(connect, "connect");
        within(firstByte, "firstByte");
        within(stall, "stall");
        total.ifPresent(time -> within(time, "total"));
    }

    /** 5 s to connect, 10 min to the first byte, 5 min between bytes, no total. */
    public static Patience usual() {
        return USUAL;
    }

    /** The same with this time to connect. */
    public Patience connect(Duration time) {
        return new Patience(time, firstByte, stall, total);
    }

    /** The same with this time to the head of the answer. */
    public Patience firstByte(Duration time) {
        return new Patience(connect, time, stall, total);
    }

    /** The same with this time between bytes of the body. */
    public Patience stall(Duration time) {
        return new Patience(connect, firstByte, time, total);
    }

    /** The same with this time for the whole call. */
    public Patience total(Duration time) {
        return new Patience(connect, firstByte, stall, Optional.of(time));
    }

    private static void within(Duration time, String name) {
        if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is longer than nothing and at most a day, not " + time);
        }
    }
}
