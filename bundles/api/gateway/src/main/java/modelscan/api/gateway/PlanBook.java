package modelscan.api.gateway;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.Usage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows the limits of providers and what is left of them.
 *
 * <pre>{@code
 * planBook.used(candidate); // 0.72: the limit that is nearest to its end is used to 72 percent
 * }</pre>
 */
@ProviderType
public interface PlanBook {
    /** The plan we are on at a provider, if that is known. */
    Optional<Plan> plan(String provider);

    /** How the limits stand that hold for a candidate; from memory. */
    List<Standing> standings(Candidate candidate);

    /** The share of the most used limit that is used, 0 to 1; 0 when no limit is known. */
    double used(Candidate candidate);

    /** How long a request of this size would have to wait; zero if it would go at once. */
    Duration wait(Candidate candidate, Usage usage);

    /**
     * How a limit stands.
     *
     * @param limit the limit
     * @param used how much of it is used or set aside now
     * @param resets when it is whole again, if it does not only fade
     * @param told whether the provider itself told this lately
     */
    record Standing(Plan.Limit limit, BigDecimal used, Optional<Instant> resets, boolean told) {
        public Standing {
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(used, "used");
            Objects.requireNonNull(resets, "resets");
        }
    }

    /**
     * What a provider told with an answer about one of its limits.
     *
     * @param what what is counted
     * @param limit how much there is in its time
     * @param remaining how much is left
     * @param reset after which time it is whole again
     */
    record Quota(Plan.What what, Optional<BigDecimal> limit, Optional<BigDecimal> remaining, Optional<Duration> reset) {
        public Quota {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(limit, "limit");
            Objects.requireNonNull(remaining, "remaining");
            Objects.requireNonNull(reset, "reset");
        }
    }
}
