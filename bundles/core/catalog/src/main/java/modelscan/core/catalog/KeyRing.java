package modelscan.core.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * Which of an account's keys is used next: they take turns, and one that was refused rests.
 *
 * <p>An account with one key always uses that one. Keys are known by their place, from 1; they are never shown.
 */
final class KeyRing {
    private static final Duration REFUSED = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private final Map<String, Rest> resting = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    private record Rest(Failure why, long since, long until) {
    }

    /** A key that is left alone. */
    record Resting(Failure why, Duration left) {
    }

    KeyRing(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether another key may do better when this failure comes. */
    static boolean concerns(Failure failure) {
        return failure.code() == ErrorCode.PROVIDER_KEY_REFUSED || failure.code() == ErrorCode.RATE_LIMITED
                || failure.code() == ErrorCode.QUOTA_EXHAUSTED;
    }

    /** Whether the key itself is of no use for a while; a limit may concern one model only. */
    static boolean dead(Failure failure) {
        return failure.code() == ErrorCode.PROVIDER_KEY_REFUSED || failure.code() == ErrorCode.QUOTA_EXHAUSTED;
    }

    /** The key whose turn it is; empty if there is none, or all of several rest. */
    Optional<String> next(List<String> keys) {
        if (keys.size() < 2) {
            return keys.stream().findFirst();
        }
        int begin = Math.floorMod(turn.getAndIncrement(), keys.size());
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get((begin + i) % keys.size());
            if (rest(key).isEmpty()) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Leaves a key alone because of this failure. */
    void aside(String key, Failure why) {
        Duration time = why.code() == ErrorCode.PROVIDER_KEY_REFUSED ? REFUSED : why.retryAfter().orElse(USUAL);
        long now = nanos.getAsLong();
        resting.put(key, new Rest(why, now, now + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos()));
    }

    /** The failure that came last to the keys that rest. */
    Optional<Failure> last(List<String> keys) {
        Optional<Rest> last = Optional.empty();
        for (String key : keys) {
            Optional<Rest> rest = rest(key);
            if (rest.isPresent() && (last.isEmpty() || rest.get().since - last.get().since > 0)) {
                last = rest;
            }
        }
        return last.map(Rest::why);
    }

    /** How the keys do, if some of several rest. */
    Optional<String> trouble(List<String> keys) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < keys.size() && keys.size() > 1; i++) {
            String place = "key " + (i + 1) + ": ";
            rest(keys.get(i)).ifPresent(rest -> reasons.add(place + rest.why.message()));
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(keys.size() - reasons.size() + " of " + keys.size()
                + " keys work; " + String.join("; ", reasons));
    }

    /** Why a key rests and how much longer; empty if it does not. */
    Optional<Resting> resting(String key) {
        return rest(key).map(rest -> new Resting(rest.why, Duration.ofNanos(Math.max(0, rest.until - nanos.getAsLong()))));
    }

    private Optional<Rest> rest(String key) {
        Rest rest = resting.get(key);
        if (rest != null && nanos.getAsLong() - rest.until >= 0) {
            resting.remove(key, rest);
            return Optional.empty();
        }
        return Optional.ofNullable(rest);
    }
}
