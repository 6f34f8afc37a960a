package modelscan.api.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * An expected failure: what went wrong, in words for the caller.
 *
 * <pre>{@code
 * Failure.of(ErrorCode.RATE_LIMITED, "groq allows 30 requests a minute")
 *        .by("groq").after(Duration.ofSeconds(12));
 * }</pre>
 *
 * @param code what it is
 * @param message one sentence for the caller; never holds a secret
 * @param status the HTTP status shown to the caller; a provider's own status stays what it was
 * @param provider who failed, empty when it was the gateway or the caller
 * @param field the request field that is wrong
 * @param reason the provider's own code, such as {@code insufficient_quota}
 * @param retryAfter how long to wait before another try
 */
public record Failure(ErrorCode code, String message, int status, Optional<String> provider, Optional<String> field,
        Optional<String> reason, Optional<Duration> retryAfter) {

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(retryAfter, "retryAfter");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a failure has a status from 400 to 599, not " + status);
        }
    }

    /** A failure with the default status of its code. */
    public static Failure of(ErrorCode code, String message) {
        return new Failure(code, message, code.status(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** The same in other words. */
    public Failure saying(String message) {
        return new Failure(code, message, status, provider, field, reason, retryAfter);
    }

    /** The same, shown to the caller with this status. */
    public Failure status(int status) {
        return new Failure(code, message, status, provider, field, reason, retryAfter);
    }

    /** The same, said to come from a provider. */
    public Failure by(String provider) {
        return new Failure(code, message, status, Optional.of(provider), field, reason, retryAfter);
    }

    /** The same, naming the request field that is wrong. */
    public Failure at(String field) {
        return new Failure(code, message, status, provider, Optional.of(field), reason, retryAfter);
    }

    /** The same, with the provider's own code. */
    public Failure because(String reason) {
        return new Failure(code, message, status, provider, field, Optional.of(reason), retryAfter);
    }

    /** The same, with the time to wait before another try. */
    public Failure after(Duration wait) {
        return new Failure(code, message, status, provider, field, reason, Optional.of(wait));
    }
}
