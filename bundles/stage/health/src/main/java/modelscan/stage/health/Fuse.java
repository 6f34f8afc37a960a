package modelscan.stage.health;

import modelscan.api.gateway.HealthBook.Breaker;

/**
 * Stops calls to what does not work, and lets one through now and then to see whether it does again.
 *
 * <p>Not safe for several threads; times are nanoseconds of a clock that never goes back.
 */
final class Fuse {
    /** A permit that is no probe. */
    static final long CALL = 0;
    /** No permit. */
    static final long REFUSED = -1;

    private final Rule rule;
    private final Window window;
    private Breaker state = Breaker.CLOSED;
    private int inRow;
    private long interval;
    private long openedAt;
    private long until;
    private long probes;
    private boolean probing;
    private long probeEnds;

    /**
     * When it opens and for how long.
     *
     * @param inRow after so many failures in a row
     * @param share or when this share of the calls failed
     * @param least of at least so many
     * @param window in this time
     * @param interval how long it stays open at first
     * @param longest and at last
     * @param patience after which time a probe nobody heard of is given up
     */
    record Rule(int inRow, double share, int least, long window, long interval, long longest, long patience) {
    }

    Fuse(Rule rule) {
        this.rule = rule;
        this.window = new Window(rule.window());
        this.interval = rule.interval();
    }

    /** A permit to call: {@link #CALL}, {@link #REFUSED}, or the number of a probe. */
    long enter(long now) {
        return switch (state) {
            case CLOSED -> CALL;
            case OPEN -> now - until < 0 ? REFUSED : probe(now);
            case HALF_OPEN -> probing && now - probeEnds < 0 ? REFUSED : probe(now);
        };
    }

    private long probe(long now) {
        state = Breaker.HALF_OPEN;
        probing = true;
        probeEnds = now + rule.patience();
        return ++probes;
    }

    /** A call with this permit went well. */
    void worked(long permit, long now) {
        window.add(false, now);
        if (state == Breaker.CLOSED) {
            inRow = 0;
        }
        answered(permit);
    }

    /** A call with this permit was answered, be it with a refusal that is the caller's own fault. */
    void answered(long permit) {
        if (current(permit)) {
            state = Breaker.CLOSED;
            probing = false;
            inRow = 0;
            interval = rule.interval();
            window.clear();
        }
    }

    /** A call with this permit told nothing. */
    void toldNothing(long permit) {
        if (current(permit)) {
            probing = false;
        }
    }

    /** A call with this permit failed in a way that tells about the provider. */
    void failed(long permit, long now) {
        window.add(true, now);
        if (current(permit)) {
            probing = false;
            interval = Math.min(rule.longest(), interval * 2);
            open(now);
        } else if (state == Breaker.CLOSED) {
            inRow++;
            int calls = window.calls(now);
            if (inRow >= rule.inRow() || calls >= rule.least() && window.failures(now) >= rule.share() * calls) {
                openedAt = now;
                open(now);
            }
        }
    }

    private void open(long now) {
        state = Breaker.OPEN;
        until = now + interval;
    }

    private boolean current(long permit) {
        return permit > CALL && permit == probes && state == Breaker.HALF_OPEN && probing;
    }

    Breaker state(long now) {
        return state == Breaker.OPEN && now - until >= 0 ? Breaker.HALF_OPEN : state;
    }

    /** How long until a call is let through; 0 if one is, or may be at any moment. */
    long left(long now) {
        return state == Breaker.OPEN ? Math.max(0, until - now) : 0;
    }

    /** For how long nobody but probes was let through by now. */
    long down(long now) {
        return state == Breaker.CLOSED ? 0 : now - openedAt;
    }

    double errors(long now) {
        return window.errors(now);
    }
}
