package modelscan.bench.load;

import java.util.EnumMap;
import java.util.Map;

/** The counting side of a run; becomes a {@link LoadResult}. */
final class Score {
    private final long[] outcomes = new long[Outcome.values().length];
    private final Histogram latency = new Histogram();
    private final Histogram firstByte = new Histogram();
    private final long begin;
    private long last;
    private long events;

    Score(long begin) {
        this.begin = begin;
        last = begin;
    }

    void add(ClientConnection connection, Outcome outcome) {
        last = System.nanoTime();
        events += connection.events();
        if (outcome == Outcome.OK) {
            latency.record(last - connection.due());
            firstByte.record(connection.firstByte() - connection.due());
        }
        outcomes[outcome.ordinal()]++;
    }

    /** A failure without an answer. */
    void add(Outcome outcome) {
        last = System.nanoTime();
        outcomes[outcome.ordinal()]++;
    }

    LoadResult result() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, outcomes[outcome.ordinal()]);
        }
        return new LoadResult(counts, latency, firstByte, events, last - begin);
    }
}
