package modelscan.core.catalog.descriptor;

import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Plan;

/**
 * In which headers a provider tells its limits.
 *
 * @param names the headers, by what is limited
 * @param reset in which form it tells when a limit begins anew
 */
public record LimitHeaders(Map<Plan.What, Names> names, Optional<Reset> reset) {
    static final LimitHeaders NONE = new LimitHeaders(Map.of(), Optional.empty());

    public LimitHeaders {
        names = Map.copyOf(names);
    }

    /** The headers of one limit, in lower case. */
    public record Names(Optional<String> limit, Optional<String> remaining, Optional<String> reset) {
    }

    /** How a time is told. */
    public enum Reset {
        /** Such as {@code 6m12.5s}. */
        DURATION,
        /** Seconds from now. */
        SECONDS,
        /** Milliseconds from now. */
        MILLISECONDS,
        /** Seconds since 1970. */
        EPOCH,
        /** A date of ISO 8601. */
        DATE
    }
}
