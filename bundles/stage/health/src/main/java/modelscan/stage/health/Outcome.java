package modelscan.stage.health;

import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;

/** What a call tells about its provider. */
enum Outcome {
    /** It works. */
    WORKED,
    /** It is there, but this was refused. */
    ANSWERED,
    /** Nothing: nobody was called, or the caller went away. */
    TOLD_NOTHING,
    /** It does not work. */
    FAILED;

    /** What a failure tells; one for which nobody was called tells nothing. */
    static Outcome of(Failure failure, Receipt receipt) {
        return switch (failure.code()) {
            case PROVIDER_UNREACHABLE, PROVIDER_GARBAGE, STREAM_CUT, PROVIDER_OVERLOADED, PROVIDER_TIMEOUT -> FAILED;
            // It keeps the status of the provider, which may be one of the 4xx.
            case PROVIDER_ERROR -> failure.status() >= 500 ? FAILED : ANSWERED;
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNPROCESSABLE, TOO_LARGE, MODEL_NOT_FOUND, NOT_FOUND,
                    QUOTA_EXHAUSTED, RATE_LIMITED, PROVIDER_KEY_REFUSED ->
                    failure.provider().isPresent() && receipt.target().isPresent() ? ANSWERED : TOLD_NOTHING;
            case UNSUPPORTED, UNAUTHENTICATED, BUDGET_EXHAUSTED, FORBIDDEN, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, CONFLICT,
                    UNSUPPORTED_MEDIA, CANCELLED, INTERNAL, PROVIDER_GONE, PROVIDER_UNCONFIGURED, UNAVAILABLE -> TOLD_NOTHING;
        };
    }
}
