package modelscan.stage.health;

/**
 * What happened at a candidate in some time.
 *
 * @param calls how many calls told anything
 * @param failures how many of them failed
 * @param firstTokens how many told when their first token came
 * @param firstToken those times together, in milliseconds
 * @param timed how many told how long they took
 * @param latency those times together, in milliseconds
 * @param up for how many microseconds it is known to have worked
 * @param down for how many microseconds it is known not to have
 */
record Tally(long calls, long failures, long firstTokens, long firstToken, long timed, long latency, long up, long down) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    static Tally call(boolean failed) {
        return new Tally(1, failed ? 1 : 0, 0, 0, 0, 0, 0, 0);
    }

    static Tally took(Chart.Times times) {
        return new Tally(0, 0, times.firstToken().isPresent() ? 1 : 0, times.firstToken().orElse(0) / 1_000_000, 1,
                times.nanos() / 1_000_000, 0, 0);
    }

    static Tally spent(long upNanos, long downNanos) {
        return new Tally(0, 0, 0, 0, 0, 0, upNanos / 1000, downNanos / 1000);
    }

    Tally plus(Tally other) {
        return new Tally(calls + other.calls, failures + other.failures, firstTokens + other.firstTokens,
                firstToken + other.firstToken, timed + other.timed, latency + other.latency, up + other.up, down + other.down);
    }

    /** The calls alone. */
    Tally counts() {
        return new Tally(calls, failures, firstTokens, firstToken, timed, latency, 0, 0);
    }
}
