package modelscan.stage.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** How fast a candidate is, with what a cold start took kept apart. Not safe for several threads. */
final class Paces {
    private static final double P95 = 0.95;
    private static final double SLOW = 3;
    private static final double NOTICED = Duration.ofSeconds(1).toNanos();

    private final Average firstToken = new Average();
    private final Average latency = new Average();
    private final Average speed = new Average();
    private final Average cold = new Average();
    private final Spread firstTokens = new Spread();
    private final Spread latencies = new Spread();
    private long colds;

    /** What a call found. */
    enum Start {
        /** A candidate that is used all the time. */
        WARM,
        /** An engine that worked with another model meanwhile, and may have to load this one again. */
        SWITCHED,
        /** One that was not used since the gateway started, or for long. */
        COLD
    }

    /**
     * What outlives a restart.
     *
     * @param firstToken the average of first tokens, in nanoseconds
     * @param latency that of whole answers
     * @param speed that of tokens per second
     * @param firstTokens how the first ones are spread
     * @param latencies how the second ones are
     * @param cold the average of cold starts
     * @param colds how many there were
     */
    record Kept(OptionalDouble firstToken, OptionalDouble latency, OptionalDouble speed, String firstTokens, String latencies,
            OptionalDouble cold, long colds) {
    }

    /** Takes the times of a call; whether they tell how fast it usually is. */
    boolean add(Chart.Times times, Start start) {
        if (start == Start.COLD || start == Start.SWITCHED && loaded(times)) {
            cold.add(times.begin());
            colds++;
            return false;
        }
        times.firstToken().ifPresent(nanos -> {
            firstToken.add(nanos);
            firstTokens.add(nanos);
        });
        latency.add(times.nanos());
        latencies.add(times.nanos());
        times.speed().ifPresent(speed::add);
        return true;
    }

    private boolean loaded(Chart.Times times) {
        OptionalDouble usual = times.firstToken().isPresent() ? firstToken.value() : latency.value();
        return usual.isPresent() && times.begin() > NOTICED && times.begin() > SLOW * usual.getAsDouble();
    }

    Optional<Duration> firstToken() {
        return time(firstToken);
    }

    Optional<Duration> latency() {
        return time(latency);
    }

    Optional<Duration> slowest() {
        return firstTokens.within(P95);
    }

    OptionalDouble speed() {
        return speed.value();
    }

    Spread firstTokens() {
        return firstTokens;
    }

    Spread latencies() {
        return latencies;
    }

    /** How long a cold start takes until the first token, or until the whole answer. */
    Optional<Duration> cold() {
        return time(cold);
    }

    long colds() {
        return colds;
    }

    Kept kept() {
        return new Kept(firstToken.value(), latency.value(), speed.value(), firstTokens.written(), latencies.written(),
                cold.value(), colds);
    }

    void remember(Kept kept) {
        firstToken.remember(kept.firstToken());
        latency.remember(kept.latency());
        speed.remember(kept.speed());
        firstTokens.remember(kept.firstTokens());
        latencies.remember(kept.latencies());
        cold.remember(kept.cold());
        colds += kept.colds();
    }

    private static Optional<Duration> time(Average nanos) {
        OptionalDouble value = nanos.value();
        return value.isPresent() ? Optional.of(Duration.ofNanos((long) value.getAsDouble())) : Optional.empty();
    }
}
