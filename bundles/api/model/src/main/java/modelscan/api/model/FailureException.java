package modelscan.api.model;

import java.util.Objects;

/**
 * Carries a {@link Failure} where a value cannot be returned; translated back in one place.
 *
 * <pre>{@code
 * throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "messages is missing").at("messages"));
 * }</pre>
 */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** An expected failure; it has no stack trace, because its message says where to look. */
    public FailureException(Failure failure) {
        super(Objects.requireNonNull(failure, "failure").message(), null, false, false);
        this.failure = failure;
    }

    /** The same with the exception that led to it, kept for the log. */
    public FailureException(Failure failure, Throwable cause) {
        super(Objects.requireNonNull(failure, "failure").message(), cause, false, true);
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
