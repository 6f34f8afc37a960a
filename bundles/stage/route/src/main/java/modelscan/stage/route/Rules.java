package modelscan.stage.route;

import java.time.Duration;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * Who may be tried after a failure.
 *
 * @param tries the most calls for one request
 * @param deadline after which time no further call is begun
 * @param filtered whether what a content policy refused is tried elsewhere
 * @param hedging whether callers may have two candidates race
 */
record Rules(int tries, Duration deadline, boolean filtered, boolean hedging) {
    /** Waiting longer than this for the only candidate is left to the caller. */
    static final Duration SHORT = Duration.ofSeconds(2);

    static Rules of(Settings settings) {
        return new Rules(Math.max(1, settings.tries()), Duration.ofSeconds(Math.max(1, settings.deadline())),
                settings.filtered(), settings.hedging());
    }

    /** Whether somebody was really called, as far as the receipt tells. */
    static boolean called(Receipt receipt, Failure failure) {
        return receipt.target().isPresent() && failure.code() != ErrorCode.PROVIDER_UNCONFIGURED
                && failure.code() != ErrorCode.PROVIDER_GONE;
    }

    /** Those of the rest who may do better than the one that failed. */
    List<Candidate> after(Failure failure, Candidate failed, List<Candidate> rest) {
        return switch (failure.code()) {
            case CONTEXT_TOO_LONG -> rest.stream().filter(candidate -> longer(candidate, failed)).toList();
            case CONTENT_FILTERED -> filtered ? others(failed, rest) : List.of();
            // These are about the account, not about the model.
            case QUOTA_EXHAUSTED, PROVIDER_KEY_REFUSED, PROVIDER_UNCONFIGURED, PROVIDER_GONE -> others(failed, rest);
            // A provider of its own has no such model, or its own budget is spent: that says nothing about others.
            case MODEL_NOT_FOUND, BUDGET_EXHAUSTED -> failure.provider().isPresent() ? others(failed, rest) : List.of();
            // The gateway itself is full: elsewhere is here.
            case UNAVAILABLE -> failure.provider().isPresent() ? rest : List.of();
            case UNSUPPORTED, RATE_LIMITED, PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_GARBAGE, STREAM_CUT,
                    PROVIDER_OVERLOADED, PROVIDER_TIMEOUT -> rest;
            case INVALID_REQUEST, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, CONFLICT,
                    TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE, CANCELLED, INTERNAL -> List.of();
        };
    }

    /** Whether the only candidate may be asked once more after a short wait. */
    static boolean worthWaiting(Failure failure) {
        boolean passing = failure.code().retry() == ErrorCode.Retry.AGAIN && failure.code() != ErrorCode.UNAVAILABLE
                && failure.code() != ErrorCode.PROVIDER_TIMEOUT && (failure.status() >= 500 || failure.status() == 429);
        return passing && failure.retryAfter().map(wait -> wait.compareTo(SHORT) <= 0)
                .orElse(failure.code() != ErrorCode.RATE_LIMITED);
    }

    private static List<Candidate> others(Candidate failed, List<Candidate> rest) {
        return rest.stream().filter(candidate -> !candidate.provider().equals(failed.provider())).toList();
    }

    private static boolean longer(Candidate candidate, Candidate failed) {
        int known = failed.model().context().orElse(0);
        return candidate.model().context().map(context -> context > known)
                .orElse(!candidate.model().id().equals(failed.model().id()));
    }
}
