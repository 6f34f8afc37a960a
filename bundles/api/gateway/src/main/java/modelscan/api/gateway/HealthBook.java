package modelscan.api.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import modelscan.api.model.Failure;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows how candidates have been doing lately; it is fed by every call.
 *
 * <pre>{@code
 * healthBook.vitals(candidate).firstToken(); // Optional[PT0.21S]
 * }</pre>
 */
@ProviderType
public interface HealthBook {
    /** How a candidate does; from memory. */
    Vitals vitals(Candidate candidate);

    /** How each of these does, in their order; asked for the same list again, hundreds take microseconds. */
    default List<Vitals> vitals(List<Candidate> candidates) {
        return candidates.stream().map(this::vitals).toList();
    }

    /** How all candidates do that were called lately, by name. */
    Map<String, Vitals> all();

    /** How candidates did lately, by name, to the hour; at most 30 days back. */
    default Map<String, Past> past(Duration time) {
        return Map.of();
    }

    /** Whether calls are let through. */
    enum Breaker {
        /** They are. */
        CLOSED,
        /** One is, to see whether it works again. */
        HALF_OPEN,
        /** None is, for a while. */
        OPEN
    }

    /**
     * How a candidate does.
     *
     * @param breaker whether calls are let through
     * @param until when the next call is tried, if the breaker is open
     * @param calls how many calls these figures come from
     * @param errors the share of calls that failed lately, 0 to 1
     * @param firstToken how long the first token took, as a moving average
     * @param latency how long whole answers took, as a moving average
     * @param slowest how long 95 of 100 first tokens took at most
     * @param speed tokens per second, as a moving average
     * @param running how many calls are under way
     * @param last the last failure, if there was one
     */
    record Vitals(Breaker breaker, Optional<Instant> until, long calls, double errors, Optional<Duration> firstToken,
            Optional<Duration> latency, Optional<Duration> slowest, OptionalDouble speed, int running, Optional<Failure> last) {
        /** Nothing is known. */
        public static final Vitals UNKNOWN = new Vitals(Breaker.CLOSED, Optional.empty(), 0, 0, Optional.empty(),
                Optional.empty(), Optional.empty(), OptionalDouble.empty(), 0, Optional.empty());

        public Vitals {
            Objects.requireNonNull(breaker, "breaker");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(firstToken, "firstToken");
            Objects.requireNonNull(latency, "latency");
            Objects.requireNonNull(slowest, "slowest");
            Objects.requireNonNull(speed, "speed");
            Objects.requireNonNull(last, "last");
        }
    }

    /**
     * How a candidate did.
     *
     * @param calls how many calls told anything
     * @param failures how many of them failed
     * @param up for how long it is known to have worked
     * @param down for how long it is known not to have; the rest of the time nobody asked
     */
    record Past(long calls, long failures, Duration up, Duration down) {
        public Past {
            Objects.requireNonNull(up, "up");
            Objects.requireNonNull(down, "down");
        }

        /** The share of the known time in which it worked; empty if nothing is known. */
        public OptionalDouble uptime() {
            double known = (double) up.toNanos() + down.toNanos();
            return known == 0 ? OptionalDouble.empty() : OptionalDouble.of(up.toNanos() / known);
        }
    }
}
