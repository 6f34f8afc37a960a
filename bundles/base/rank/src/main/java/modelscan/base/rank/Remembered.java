package modelscan.base.rank;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What was found out about objects that do not change, by the very object; only so many are remembered.
 *
 * <pre>{@code
 * Remembered<List<Candidate>, Facts> facts = new Remembered<>(64, Facts::new);
 * facts.of(candidates); // at once, when it is the same list as before
 * }</pre>
 *
 * <p>It may be used by many threads; two may find out the same.
 *
 * @param <K> what is asked about
 * @param <V> what is found out
 */
public final class Remembered<K, V> {
    /** In so many places an object may be. */
    private static final int WAYS = 4;

    private final AtomicReferenceArray<Known<K, V>> slots;
    private final Function<K, V> finder;
    private byte turn;

    private record Known<K, V>(K about, V found) {
    }

    /** Remembers at most so many; the number is rounded up to a power of two. */
    public Remembered(int most, Function<K, V> finder) {
        this.slots = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(WAYS, most) - 1) * 2);
        this.finder = finder;
    }

    /** What is known about this object, else what is found out now. */
    public V of(K about) {
        int first = System.identityHashCode(about);
        int free = -1;
        for (int way = 0; way < WAYS; way++) {
            Known<K, V> known = slots.get(slot(first + way));
            if (known != null && known.about == about) {
                return known.found;
            }
            free = known == null ? slot(first + way) : free;
        }
        V found = finder.apply(about);
        // It does not matter who has to go, as long as it is not always the same.
        slots.set(free >= 0 ? free : slot(first + (turn++ & WAYS - 1)), new Known<>(about, found));
        return found;
    }

    private int slot(int number) {
        return number & slots.length() - 1;
    }
}
