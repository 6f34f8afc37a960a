package modelscan.stage.limit;

import java.time.Instant;
import java.util.Optional;

/**
 * Counts against one limit, in thousandths and by the nanoseconds of a clock that never jumps.
 *
 * <p>It is not for several threads: whoever asks it holds the lock of its gate.
 */
interface Meter {
    /** It does not come back by waiting alone. */
    long NEVER = Long.MAX_VALUE;
    /** How long it takes about until more is kept. */
    long KEEPING = 20_000_000L;

    /** How much there is in all. */
    long most();

    /** More than this never fits in, however long somebody waits. */
    default long ceiling(long now) {
        return most();
    }

    /** How much fits in now; below zero if more was used than set aside. */
    long room(long now);

    /** How much is used or set aside. */
    default long used(long now) {
        return Math.max(0, most() - Math.min(most(), room(now)));
    }

    /** How long until this much fits in; {@link #NEVER} if time alone does not help. */
    long wait(long amount, long now);

    /** Takes an amount. */
    void take(long amount, long now);

    /** It was more, or less, than was taken at that time. */
    void correct(long difference, long takenAt, long now);

    /** Goes on with what was counted before this process began. */
    default void restore(Saved saved, Instant wall, long now) {
    }

    /** What to keep over a restart, at the very end exactly; empty if that is not worth it or the same as before. */
    default Optional<Saved> save(Instant wall, long now, boolean last) {
        return Optional.empty();
    }

    /** Whether more must be kept soon. */
    default boolean pressing(long now) {
        return false;
    }

    /** What to keep is kept. */
    default void saved(Saved saved) {
    }

    /** Nothing is kept any more. */
    default void unkept() {
    }

    /** How long until it is whole again; {@link #NEVER} if that is not known. */
    long resets(long now);
}
