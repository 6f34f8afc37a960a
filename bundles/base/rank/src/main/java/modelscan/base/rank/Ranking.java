package modelscan.base.rank;

import java.util.Arrays;
import java.util.List;

/**
 * Puts things in order by a number each; the numbers are compared to twelve digits.
 *
 * <pre>{@code
 * Ranking.ascending(List.of("a", "b", "c"), new double[] {3, 1, Double.NaN}); // [b, a, c]
 * }</pre>
 */
public final class Ranking {
    private Ranking() {
    }

    /** Smallest number first, equal ones as they were, those without a number last. */
    public static <T> List<T> ascending(List<T> things, double[] numbers) {
        int size = things.size();
        if (size < 2) {
            return things;
        }
        // The place stands in the last bits of the number, so that one sort of plain numbers does it all, stably.
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        long mask = (1L << bits) - 1;
        long[] keys = new long[size];
        for (int place = 0; place < size; place++) {
            keys[place] = sortable(numbers[place]) & ~mask | place;
        }
        Arrays.sort(keys);
        Object[] ordered = new Object[size];
        for (int rank = 0; rank < size; rank++) {
            ordered[rank] = things.get((int) (keys[rank] & mask));
        }
        return typed(ordered);
    }

    /** Largest number first, equal ones as they were, those without a number last. */
    public static <T> List<T> descending(List<T> things, double[] numbers) {
        double[] turned = new double[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            turned[place] = -numbers[place];
        }
        return ascending(things, turned);
    }

    // Doubles compare as longs once the negative ones are turned round; NaN is made the largest of all.
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> typed(Object[] ordered) {
        return (List<T>) List.of(ordered);
    }
}
