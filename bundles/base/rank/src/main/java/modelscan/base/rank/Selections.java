package modelscan.base.rank;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Selections from a list that does not change; the same selection is the same list each time, as long as there are not too many.
 *
 * <pre>{@code
 * Selections<String> selections = new Selections<>(List.of("a", "b", "c"));
 * selections.of(new long[] {0b101}); // [a, c]
 * }</pre>
 *
 * @param <T> what is selected
 */
public final class Selections<T> {
    private static final int MOST = 100;

    private final List<T> all;
    private final Map<Bits, List<T>> known = new ConcurrentHashMap<>();

    /** A bit for each place. */
    private record Bits(long[] words) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bits(long[] others) && Arrays.equals(words, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }
    }

    /** Selections from these. */
    public Selections(List<T> all) {
        this.all = all;
    }

    /** No bit for anybody. */
    public long[] none() {
        return new long[all.size() + Long.SIZE - 1 >> 6];
    }

    /** A bit for everybody. */
    public long[] everybody() {
        long[] bits = none();
        Arrays.fill(bits, -1L);
        if (all.size() % Long.SIZE != 0) {
            bits[bits.length - 1] = -1L >>> -all.size();
        }
        return bits;
    }

    /** Those whose bit is set, in their order; the list itself if all are. The bits must not change later. */
    public List<T> of(long[] bits) {
        Bits key = new Bits(bits);
        List<T> found = known.get(key);
        if (found != null) {
            return found;
        }
        found = selected(bits);
        if (known.size() < MOST) {
            known.put(key, found);
        }
        return found;
    }

    private List<T> selected(long[] bits) {
        Object[] some = new Object[all.size()];
        int size = 0;
        for (int place = 0; place < some.length; place++) {
            if (has(bits, place)) {
                some[size++] = all.get(place);
            }
        }
        return size == some.length ? all : typed(Arrays.copyOf(some, size));
    }

    /** Sets the bit of a place. */
    public static void set(long[] bits, int place) {
        bits[place >> 6] |= 1L << place;
    }

    /** Whether the bit of a place is set. */
    public static boolean has(long[] bits, int place) {
        return (bits[place >> 6] & 1L << place) != 0;
    }

    /** Leaves only the bits that both have. */
    public static void and(long[] bits, long[] others) {
        for (int word = 0; word < bits.length; word++) {
            bits[word] &= others[word];
        }
    }

    /** Adds the bits of others. */
    public static void or(long[] bits, long[] others) {
        for (int word = 0; word < bits.length; word++) {
            bits[word] |= others[word];
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> typed(Object[] some) {
        return (List<T>) List.of(some);
    }
}
