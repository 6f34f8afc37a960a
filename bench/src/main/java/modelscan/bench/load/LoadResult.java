package modelscan.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run of the generator came to.
 *
 * @param latency from the time a request was due to the end of its answer, good answers only
 * @param firstByte the same, to the first byte of the body
 */
public record LoadResult(Map<Outcome, Long> outcomes, Histogram latency, Histogram firstByte, long events, long elapsedNanos) {
    public LoadResult {
        outcomes = Map.copyOf(outcomes);
    }

    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    public long good() {
        return count(Outcome.OK);
    }

    public long total() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long failed() {
        return total() - good();
    }

    public double perSecond() {
        return elapsedNanos == 0 ? 0 : good() * 1e9 / elapsedNanos;
    }

    /** Failures by kind, for example {@code STATUS 3, CUT 1}; "none" when all is well. */
    public String failures() {
        String kinds = withoutGood().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "));
        return kinds.isEmpty() ? "none" : kinds;
    }

    private Map<Outcome, Long> withoutGood() {
        Map<Outcome, Long> bad = new EnumMap<>(Outcome.class);
        outcomes.forEach((outcome, count) -> {
            if (outcome != Outcome.OK && count > 0) {
                bad.put(outcome, count);
            }
        });
        return bad;
    }
}
