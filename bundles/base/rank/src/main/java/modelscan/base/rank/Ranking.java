package modelscan.base.rank;

import java.util.Arrays;
import java.util.List;

/**
 * Puts things in order by a number each; the numbers are compared to twelve digits.
 *
 * <p>Who asks for the first few of hundreds does not pay for the order of the rest: it is found out as far as it is read.
 *
 * <pre>{@code
 * Ranking.ascending(List.of("a", "b", "c"), new double[] {3, 1, Double.NaN}); // [b, a, c]
 * }</pre>
 */
public final class Ranking {
    private Ranking() {
    }

    /** Smallest number first, equal ones as they were, those without a number last; the things must not change later. */
    public static <T> List<T> ascending(List<T> things, double[] numbers) {
        int size = things.size();
        if (size < 2) {
            return things;
        }
        long mask = mask(size);
        return new Ranked<>(things, keys(numbers, mask), mask);
    }

    /** Largest number first, equal ones as they were, those without a number last; the things must not change later. */
    public static <T> List<T> descending(List<T> things, double[] numbers) {
        double[] turned = new double[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            turned[place] = -numbers[place];
        }
        return ascending(things, turned);
    }

    /** The things from this place on, then those before it; they must not change later. */
    public static <T> List<T> turned(List<T> things, int first) {
        return first == 0 ? things : new Turned<>(things, first);
    }

    /** The rank of each number in ascending order, from 0; equal ones share the first's, and what is no number has none. */
    public static double[] ranks(double[] numbers) {
        long mask = mask(numbers.length);
        long[] keys = keys(numbers, mask);
        Arrays.sort(keys);
        double[] ranks = new double[keys.length];
        int shared = 0;
        for (int rank = 0; rank < keys.length; rank++) {
            shared = (keys[rank] | mask) == (keys[shared] | mask) ? shared : rank;
            int place = (int) (keys[rank] & mask);
            ranks[place] = Double.isNaN(numbers[place]) ? Double.NaN : shared;
        }
        return ranks;
    }

    private static long mask(int size) {
        return (1L << Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, size - 1))) - 1;
    }

    // The place stands in the last bits of the number, so that plain numbers are all there is to compare, stably.
    private static long[] keys(double[] numbers, long mask) {
        long[] keys = new long[numbers.length];
        for (int place = 0; place < keys.length; place++) {
            keys[place] = sortable(numbers[place]) & ~mask | place;
        }
        return keys;
    }

    // Doubles compare as longs once the negative ones are turned round; NaN is made the largest of all.
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
    }
}
