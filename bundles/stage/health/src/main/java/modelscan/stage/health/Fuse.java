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
    /** A permit where no call is ever held back: what becomes of it is counted, and opens nothing. */
    static final long FREE = -2;

    private final Rule rule;
    private final Window window;
    private final Burst burst;
    private Breaker state = Breaker.CLOSED;
    private int inRow;
    private long interval;
    private long until;
    private long probes;
    private boolean probing;
    private long probeEnds;

    /**
     * When it opens and for how long.
     *
     * @param inRow after so many failures in a row
     * @param burst or when so many calls fail within a moment
     * @param often or when so large a share does within a longer time
     * @param pause how long it stays open
     */
    record Rule(int inRow, Many burst, Many often, Pause pause) {
    }

    /** So many failures, that are this share of so many calls at least, within this time. */
    record Many(int failures, double share, int calls, long time) {
    }

    /**
     * How long it stays open.
     *
     * @param first at first
     * @param longest and at last
     * @param patience after which time a probe nobody heard of is given up
     */
    record Pause(long first, long longest, long patience) {
    }

    /**
     * What outlives a restart.
     *
     * @param open whether calls are stopped
     * @param left for how long still
     * @param interval for how long at a time
     * @param inRow how many failed in a row
     */
    record Kept(boolean open, long left, long interval, int inRow) {
    }

    Fuse(Rule rule) {
        this.rule = rule;
        this.window = new Window(rule.often().time());
        this.burst = new Burst(rule.burst());
        this.interval = rule.pause().first();
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
        probeEnds = now + rule.pause().patience();
        return ++probes;
    }

    /** A call with this permit went well. */
    void worked(long permit, long now) {
        window.add(false, now);
        burst.worked(now);
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
            interval = rule.pause().first();
            window.clear();
            burst.clear();
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
        if (permit == FREE) {
            return;
        }
        boolean many = burst.failed(now);
        if (current(permit)) {
            probing = false;
            interval = Math.min(rule.pause().longest(), interval * 2);
            open(now);
        } else if (state == Breaker.CLOSED) {
            inRow++;
            if (inRow >= rule.inRow() || many || often(now)) {
                open(now);
            }
        }
    }

    private boolean often(long now) {
        int calls = window.calls(now);
        return calls >= rule.often().calls() && window.failures(now) >= rule.often().share() * calls;
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

    /** What outlives a restart; a probe under way does not. */
    Kept kept(long now) {
        return new Kept(state != Breaker.CLOSED, left(now), interval, inRow);
    }

    /** Takes over what was kept; the rule may have changed meanwhile. */
    void remember(Kept kept, long now) {
        inRow = Math.clamp(kept.inRow(), 0, Math.max(0, rule.inRow() - 1));
        interval = Math.clamp(kept.interval(), rule.pause().first(), rule.pause().longest());
        if (kept.open()) {
            state = Breaker.OPEN;
            until = now + Math.clamp(kept.left(), 0, interval);
        }
    }

    /** How many calls told anything lately. */
    int calls(long now) {
        return window.calls(now);
    }

    double errors(long now) {
        return window.errors(now);
    }
}
