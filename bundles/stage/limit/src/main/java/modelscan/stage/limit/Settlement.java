package modelscan.stage.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Gives back or takes more when it is known what a call used, and learns from what the provider said. */
record Settlement(Pass pass) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_QUOTA = Duration.ofHours(1);
    private static final long USUAL = Duration.ofSeconds(1).toNanos();

    /** The headers are there. */
    void began(Receipt receipt) {
        if (!receipt.quotas().isEmpty()) {
            pass.tell(receipt.quotas());
        }
    }

    /** All is known that ever will be. */
    void ended(Receipt receipt) {
        pass.settle(actual(receipt));
        receipt.failure().ifPresent(this::learn);
    }

    /** Nothing was sent. */
    void undone() {
        pass.settle(new long[What.values().length]);
    }

    private long[] actual(Receipt receipt) {
        if (receipt.failure().isPresent() && receipt.usage().unknown()) {
            long[] back = new long[What.values().length];
            back[What.REQUESTS.ordinal()] = reached(receipt.failure().get()) ? Amount.UNKNOWN : 0;
            return back;
        }
        return Amount.of(receipt.usage());
    }

    // What never left this machine was not counted by the provider.
    private static boolean reached(Failure failure) {
        return switch (failure.code()) {
            case PROVIDER_UNREACHABLE, PROVIDER_UNCONFIGURED, PROVIDER_GONE, UNSUPPORTED, UNAVAILABLE, BUDGET_EXHAUSTED -> false;
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, MODEL_NOT_FOUND,
                    METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE, RATE_LIMITED,
                    QUOTA_EXHAUSTED, CANCELLED, INTERNAL, PROVIDER_KEY_REFUSED, PROVIDER_ERROR, PROVIDER_GARBAGE, STREAM_CUT,
                    PROVIDER_OVERLOADED, PROVIDER_TIMEOUT -> true;
        };
    }

    private void learn(Failure failure) {
        if (failure.code() == ErrorCode.RATE_LIMITED || failure.code() == ErrorCode.QUOTA_EXHAUSTED) {
            Duration longest = failure.code() == ErrorCode.RATE_LIMITED ? LONGEST : LONGEST_QUOTA;
            Optional<Duration> told = failure.retryAfter().map(wait -> wait.compareTo(longest) > 0 ? longest : wait);
            // Those who were refused together must not come back together.
            long jitter = ThreadLocalRandom.current().nextLong(USUAL / 2, USUAL + USUAL / 2);
            pass.close(failure, told.map(Duration::toNanos).orElse(jitter));
        }
    }
}
