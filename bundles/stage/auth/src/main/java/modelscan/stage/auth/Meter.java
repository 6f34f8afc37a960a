package modelscan.stage.auth;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What one key, user, team or project has used.
 *
 * <p>Whoever looks and takes holds its monitor meanwhile: all limits of all who are concerned are taken together or not at
 * all, and a few additions under a lock are simpler than anything without.
 */
final class Meter {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Window[] windows = new Window[Rate.values().length];
    private int running;

    /**
     * A limit that does not leave enough.
     *
     * @param words what is limited
     * @param after how long there is enough; empty if there never will be
     */
    record Shortage(String words, Optional<Duration> after) {
    }

    /** The limit that leaves too little for longest; to be asked under the monitor. */
    Optional<Shortage> shortage(Limits limits, long tokens, long now) {
        Optional<Shortage> worst = limits.concurrent().isPresent() && running >= limits.concurrent().getAsInt()
                ? Optional.of(new Shortage(limits.concurrent().getAsInt() + " requests at once (concurrent)", Optional.of(SOON)))
                : Optional.empty();
        for (Map.Entry<Rate, Long> limit : limits.most().entrySet()) {
            Rate rate = limit.getKey();
            long wait = window(rate).pause(rate.tokens() ? Math.max(1, tokens) : 1, limit.getValue(), now);
            if (wait != 0 && worst.filter(other -> longer(other, wait)).isEmpty()) {
                worst = Optional.of(new Shortage(limit.getValue() + " " + rate.words() + " (" + rate.word() + ")",
                        wait < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait))));
            }
        }
        return worst;
    }

    private static boolean longer(Shortage other, long wait) {
        return other.after().isEmpty() || wait > 0 && other.after().get().toNanos() >= wait;
    }

    /** Counts a request; to be asked under the monitor. */
    void take(Limits limits, long tokens, long now) {
        running++;
        for (Rate rate : limits.most().keySet()) {
            window(rate).add(rate.tokens() ? tokens : 1, now, now);
        }
    }

    /** Adds what is left of these limits. */
    synchronized void left(Limits limits, long now, Leftovers into) {
        limits.most().forEach((rate, most) -> into.add(rate, most, window(rate).used(now), window(rate).whole(now)));
    }

    /** A request is over that was taken then with so many tokens. */
    synchronized void settle(long estimated, long used, long taken, long now) {
        running--;
        for (Rate rate : Rate.values()) {
            Window window = windows[rate.ordinal()];
            if (rate.tokens() && window != null) {
                // Fewer than thought never were; more than thought come now.
                window.giveBack(estimated - used, taken, now);
                window.add(used - estimated, now, now);
            }
        }
    }

    /** Counts what happened before. */
    synchronized void remember(Limits limits, long requests, long tokens, long at, long now) {
        for (Rate rate : limits.most().keySet()) {
            window(rate).add(rate.tokens() ? tokens : requests, at, now);
        }
    }

    private Window window(Rate rate) {
        Window window = windows[rate.ordinal()];
        if (window == null) {
            window = new Window(rate.time());
            windows[rate.ordinal()] = window;
        }
        return window;
    }
}
