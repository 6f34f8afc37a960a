package modelscan.stage.limit;

/**
 * How much may be counted before more must be kept: a process that is killed has never let through more than it kept.
 *
 * <p>A little more than was counted is kept, and nothing is let through beyond that. As long as nothing was ever kept,
 * nothing is held back.
 */
final class Advance {
    private static final long NONE = Long.MIN_VALUE;

    private final long most;
    private long counted;
    private long countedBefore;
    private long granted = NONE;
    private long asked = NONE;
    private long keptBefore = NONE;
    private long wanted;
    private long largest;

    Advance(long most) {
        this.most = most;
    }

    /** So much was counted, or was taken back if it is negative. */
    void count(long amount) {
        counted += amount;
        largest = Math.max(largest, amount);
    }

    /** How much may be counted as things are. */
    long left() {
        return granted == NONE ? Long.MAX_VALUE : granted - counted;
    }

    /** Whether so much may be counted; if not, the next that is kept is enough for it. */
    boolean covers(long amount) {
        if (amount <= left()) {
            return true;
        }
        wanted = Math.max(wanted, amount);
        return false;
    }

    /** How much more than was counted should be kept, where there is so much room. */
    long ask(long room) {
        long lately = 2 * Math.max(counted - countedBefore, largest);
        long fair = Math.max(Math.max(most >> 8, 4 * Amount.ONE), Math.min(most >> 4, lately));
        long lead = Math.max(fair - fair % Amount.ONE, wanted);
        boolean enough = granted != NONE && left() > fair / 2 && left() >= wanted;
        asked = enough ? granted : counted + Math.min(lead, Math.max(0, room));
        countedBefore = counted;
        wanted = 0;
        return asked - counted;
    }

    /** What was asked for is kept. */
    void kept() {
        granted = asked;
        keptBefore = countedBefore;
    }

    /** What was kept is over. */
    void lapse() {
        granted = granted == NONE ? NONE : counted;
    }

    /** Nothing is kept any more. */
    void end() {
        granted = NONE;
        keptBefore = NONE;
    }

    /** Whether all that was counted is kept, and nobody wants more. */
    boolean still() {
        return counted == keptBefore && wanted == 0;
    }

    /** Whether more must be kept soon, where there is so much room. */
    boolean pressing(long room) {
        return granted != NONE && room > 0 && (wanted > 0 || left() < Math.min(room, Math.max(most >> 9, 2 * Amount.ONE)));
    }
}
