package modelscan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void isEmptyAtFirst() {
        assertEquals(0, histogram.count());
        assertEquals(0, histogram.percentile(0.5));
        assertEquals(0, histogram.max());
    }

    @Test
    void smallTimesAreExact() {
        for (int i = 1; i <= 200; i++) {
            histogram.record(i);
        }
        assertEquals(100, histogram.percentile(0.5));
        assertEquals(198, histogram.percentile(0.99));
        assertEquals(200, histogram.percentile(1));
        assertEquals(1, histogram.percentile(0));
    }

    @Test
    void agreesWithSortedTimes() {
        SplittableRandom random = new SplittableRandom(42);
        long[] times = random.longs(100_000, 0, 62).map(bits -> random.nextLong(1L << bits, (1L << bits) * 2)).toArray();
        Arrays.stream(times).forEach(histogram::record);
        Arrays.sort(times);
        for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1}) {
            double exact = times[(int) Math.ceil(share * times.length) - 1];
            assertEquals(exact, histogram.percentile(share), exact * 0.004, "share " + share);
        }
    }

    @Test
    void takesTheEndsOfTheScale() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertEquals(0, histogram.percentile(0.5));
        assertTrue(histogram.percentile(1) > Long.MAX_VALUE * 0.99);
        assertEquals(Long.MAX_VALUE, histogram.max());
    }

    @Test
    void neverTellsMoreThanTheLargest() {
        histogram.record(1_000_003);
        assertEquals(1_000_003, histogram.percentile(0.99), 1_000_003 * 0.004);
        assertTrue(histogram.percentile(0.99) <= histogram.max());
    }

    @Test
    void addsAnother() {
        Histogram other = new Histogram();
        histogram.record(10);
        other.record(30);
        other.record(20);
        histogram.add(other);
        assertEquals(3, histogram.count());
        assertEquals(20, histogram.percentile(0.5));
        assertEquals(30, histogram.max());
    }

    @Test
    void refusesAShareThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> histogram.percentile(1.1));
        assertThrows(IllegalArgumentException.class, () -> histogram.percentile(-0.1));
    }
}
