package modelscan.stage.health;

/**
 * Sees when calls suddenly fail, exactly: so many failures within so short a time.
 *
 * <p>At hundreds of calls a second a few failures are no outage: they must be a share of the calls too. Not safe for several
 * threads.
 */
final class Burst {
    private final Fuse.Many rule;
    private final long[] failed;
    private final Window calls;
    private int next;
    private int known;

    Burst(Fuse.Many rule) {
        this.rule = rule;
        this.failed = new long[Math.max(1, rule.failures())];
        this.calls = new Window(rule.time());
    }

    void worked(long now) {
        calls.add(false, now);
    }

    /** A call failed; whether it was one too many. */
    boolean failed(long now) {
        calls.add(true, now);
        failed[next] = now;
        next = (next + 1) % failed.length;
        known = Math.min(failed.length, known + 1);
        // The oldest one stands where the next one goes.
        return known == failed.length && now - failed[next] <= rule.time()
                && failed.length >= rule.share() * Math.max(rule.calls(), calls.calls(now));
    }

    void clear() {
        known = 0;
        calls.clear();
    }
}
