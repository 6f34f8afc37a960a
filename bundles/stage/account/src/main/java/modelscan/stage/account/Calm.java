package modelscan.stage.account;

import java.time.Duration;

/**
 * Says when the tables may follow the journal: while much is going on requests come first, for a minute entirely, and then
 * all but a tenth of a processor.
 */
final class Calm {
    /** So many entries a second are much. */
    private static final long MUCH = 1000;
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();
    private static final long GLANCE = Duration.ofMillis(200).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int SHARE = 9;

    /** What to do now. */
    enum Advice { FOLLOW, FOLLOW_SLOWLY, REST }

    private long end = -1;
    private long at;
    private long since;
    private boolean much;

    /** Looks at where the journal ends at a time. */
    Advice look(long end, long nanos) {
        if (this.end < 0) {
            seen(end, nanos);
        } else if (nanos - at >= GLANCE) {
            boolean now = (end - this.end) * SECOND / (nanos - at) > MUCH;
            since = now && !much ? nanos : since;
            much = now;
            seen(end, nanos);
        }
        if (!much) {
            return Advice.FOLLOW;
        }
        return nanos - since < LONGEST ? Advice.REST : Advice.FOLLOW_SLOWLY;
    }

    /** How long to wait after work that took so long, in milliseconds. */
    static long pause(long nanos) {
        return SHARE * Duration.ofNanos(nanos).toMillis();
    }

    private void seen(long end, long nanos) {
        this.end = end;
        this.at = nanos;
    }
}
