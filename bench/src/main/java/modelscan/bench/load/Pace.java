package modelscan.bench.load;

/** When the next request is due. */
public final class Pace {
    private final long interval;
    private long begin;
    private long started;

    private Pace(long interval) {
        this.interval = interval;
    }

    /** Closed loop: a connection sends again as soon as it has its answer. */
    public static Pace closed() {
        return new Pace(0);
    }

    /** Open loop: requests are due at fixed times, whether or not the earlier ones were answered. */
    public static Pace perSecond(int rate) {
        if (rate < 1) {
            throw new IllegalArgumentException("rate must be positive: " + rate);
        }
        return new Pace(1_000_000_000L / rate);
    }

    void begin(long now) {
        begin = now;
        started = 0;
    }

    /** Late requests keep the time they were due, so that waiting counts as latency. */
    long due(long now) {
        return interval == 0 ? now : begin + started * interval;
    }

    void started() {
        started++;
    }
}
