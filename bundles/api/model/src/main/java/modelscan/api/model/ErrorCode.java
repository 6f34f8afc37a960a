package modelscan.api.model;

import java.util.Locale;

/**
 * What can go wrong, with the HTTP status it has by default and whether trying again makes sense.
 *
 * <pre>{@code
 * Failure failure = Failure.of(ErrorCode.MODEL_NOT_FOUND, "no provider serves 'gpt-9'");
 * failure.status();       // 404
 * failure.code().retry(); // NEVER
 * }</pre>
 */
public enum ErrorCode {
    /** The request is not well formed or contradicts itself. */
    INVALID_REQUEST(400, Retry.NEVER),
    /** The conversation does not fit into the model's context; a larger model may take it. */
    CONTEXT_TOO_LONG(400, Retry.ELSEWHERE),
    /** A content policy refused the request or the answer. */
    CONTENT_FILTERED(400, Retry.ELSEWHERE),
    /** The request asks for something the target cannot express. */
    UNSUPPORTED(400, Retry.ELSEWHERE),
    /** The caller did not say who it is, or not convincingly. */
    UNAUTHENTICATED(401, Retry.NEVER),
    /** A budget of the caller is spent. */
    BUDGET_EXHAUSTED(402, Retry.NEVER),
    /** The caller is known but may not do this. */
    FORBIDDEN(403, Retry.NEVER),
    /** Nothing lives at this address. */
    NOT_FOUND(404, Retry.NEVER),
    /** No provider serves the model asked for. */
    MODEL_NOT_FOUND(404, Retry.NEVER),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(405, Retry.NEVER),
    /** The caller was too slow in sending its request. */
    REQUEST_TIMEOUT(408, Retry.NEVER),
    /** Something else happens at the same time with the same thing. */
    CONFLICT(409, Retry.NEVER),
    /** The request is larger than allowed. */
    TOO_LARGE(413, Retry.NEVER),
    /** The body has a form that this address does not take. */
    UNSUPPORTED_MEDIA(415, Retry.NEVER),
    /** Well formed, but not to be acted upon. */
    UNPROCESSABLE(422, Retry.NEVER),
    /** A limit per time is reached; later it works again. */
    RATE_LIMITED(429, Retry.AGAIN),
    /** A quota or a credit is used up; waiting seconds does not help. */
    QUOTA_EXHAUSTED(429, Retry.ELSEWHERE),
    /** The caller went away or asked to stop. */
    CANCELLED(499, Retry.NEVER),
    /** A bug of ours. */
    INTERNAL(500, Retry.NEVER),
    /** The provider refused the key it was given. */
    PROVIDER_KEY_REFUSED(502, Retry.ELSEWHERE),
    /** The provider answered with an error of its own. */
    PROVIDER_ERROR(502, Retry.AGAIN),
    /** No connection to the provider could be made. */
    PROVIDER_UNREACHABLE(502, Retry.AGAIN),
    /** The provider sent something that is not its protocol. */
    PROVIDER_GARBAGE(502, Retry.ELSEWHERE),
    /** The answer broke off before its end. */
    STREAM_CUT(502, Retry.AGAIN),
    /** The provider has no capacity at the moment. */
    PROVIDER_OVERLOADED(503, Retry.AGAIN),
    /** The provider's plugin was stopped while it worked. */
    PROVIDER_GONE(503, Retry.ELSEWHERE),
    /** The provider cannot be called before something is set, such as its key. */
    PROVIDER_UNCONFIGURED(503, Retry.ELSEWHERE),
    /** The gateway itself is full or stopping. */
    UNAVAILABLE(503, Retry.AGAIN),
    /** The provider did not answer in time. */
    PROVIDER_TIMEOUT(504, Retry.AGAIN);

    /** Whether and where another try makes sense. */
    public enum Retry {
        /** Every try would fail the same way. */
        NEVER,
        /** Not here, but another candidate may succeed. */
        ELSEWHERE,
        /** Here after a while, or at once at another candidate. */
        AGAIN
    }

    private final int status;
    private final Retry retry;

    ErrorCode(int status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    /** The HTTP status that says this to a client. */
    public int status() {
        return status;
    }

    /** Whether and where another try makes sense. */
    public Retry retry() {
        return retry;
    }

    /** The word used in JSON: {@code rate_limited}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
