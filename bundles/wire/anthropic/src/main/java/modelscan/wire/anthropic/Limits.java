package modelscan.wire.anthropic;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.base.wire.RetryAfter;

/** Anthropic's own headers about what is left of its limits. */
final class Limits {
    private static final String PREFIX = "anthropic-ratelimit-";

    private Limits() {
    }

    /** How long until the last of the limits that are used up begins anew. */
    static Optional<Duration> usedUp(Map<String, String> headers, RetryAfter clock) {
        return Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .filter(kind -> "0".equals(headers.get(PREFIX + kind + "-remaining")))
                .flatMap(kind -> clock.until(headers.getOrDefault(PREFIX + kind + "-reset", "")).stream())
                .max(Duration::compareTo);
    }
}
