package modelscan.stage.route;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import modelscan.api.model.Failure;

/** How often the calls of each provider failed in a row; a route that wants to leaves those out for a while. */
final class Blacklist {
    /** There are not nearly as many providers. */
    private static final int MOST = 2_000;

    private final LongSupplier nanos;
    private final Map<String, Strikes> providers = new ConcurrentHashMap<>();

    /** So many failures in a row, the last of them then. */
    private record Strikes(int inRow, long last) {
    }

    Blacklist(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A call to a provider ended. */
    void ended(String provider, Optional<Failure> failure) {
        if (failure.isEmpty()) {
            // Nearly always there is nothing to forget.
            if (providers.containsKey(provider)) {
                providers.remove(provider);
            }
        } else if (tells(failure.get()) && (providers.size() < MOST || providers.containsKey(provider))) {
            long now = nanos.getAsLong();
            providers.merge(provider, new Strikes(1, now), (before, _) -> new Strikes(before.inRow + 1, now));
        }
    }

    /** Whether no provider failed when it was called last. */
    boolean empty() {
        return providers.isEmpty();
    }

    /** For how many seconds more it is left out; 0 if it is not. */
    long seconds(String provider, Ban ban) {
        Strikes strikes = providers.get(provider);
        if (strikes == null || strikes.inRow < ban.failures()) {
            return 0;
        }
        long left = ban.time().toNanos() - (nanos.getAsLong() - strikes.last);
        return left <= 0 ? 0 : Math.ceilDiv(left, TimeUnit.SECONDS.toNanos(1));
    }

    // Whatever would be the same for the next caller; what this caller did wrong would not.
    private static boolean tells(Failure failure) {
        return switch (failure.code()) {
            case PROVIDER_UNREACHABLE, PROVIDER_GARBAGE, STREAM_CUT, PROVIDER_OVERLOADED, PROVIDER_TIMEOUT, PROVIDER_KEY_REFUSED,
                    QUOTA_EXHAUSTED -> true;
            case PROVIDER_ERROR -> failure.status() >= 500;
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNPROCESSABLE, TOO_LARGE, MODEL_NOT_FOUND, NOT_FOUND,
                    UNSUPPORTED, UNAUTHENTICATED, BUDGET_EXHAUSTED, FORBIDDEN, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT, CONFLICT,
                    UNSUPPORTED_MEDIA, CANCELLED, INTERNAL, RATE_LIMITED, PROVIDER_GONE, PROVIDER_UNCONFIGURED, UNAVAILABLE -> false;
        };
    }
}
