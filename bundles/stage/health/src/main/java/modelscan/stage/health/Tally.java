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
 * @param down for how many milliseconds nobody was let through
 */
record Tally(long calls, long failures, long firstTokens, long firstToken, long timed, long latency, long down) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    static Tally call(boolean failed) {
        return new Tally(1, failed ? 1 : 0, 0, 0, 0, 0, 0);
    }

    static Tally took(Chart.Times times) {
        return new Tally(0, 0, times.firstToken().isPresent() ? 1 : 0, times.firstToken().orElse(0) / 1_000_000, 1,
                times.nanos() / 1_000_000, 0);
    }

    static Tally down(long nanos) {
        return new Tally(0, 0, 0, 0, 0, 0, nanos / 1_000_000);
    }

    Tally plus(Tally other) {
        return new Tally(calls + other.calls, failures + other.failures, firstTokens + other.firstTokens,
                firstToken + other.firstToken, timed + other.timed, latency + other.latency, down + other.down);
    }
}
