package modelscan.bench.load;

/**
 * Counts of times in nanoseconds, exact to 0.4 percent.
 *
 * <p>Log-linear: each power of two is cut into 256 equal buckets. Not thread-safe.
 *
 * <pre>{@code histogram.record(85_000); histogram.percentile(0.99);}</pre>
 */
public final class Histogram {
    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;
    private static final int OCTAVES = Long.SIZE - 1 - BITS;

    private final long[] counts = new long[(OCTAVES + 1) * SLOTS];
    private long total;
    private long largest;

    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        largest = Math.max(largest, value);
    }

    public long count() {
        return total;
    }

    public long max() {
        return largest;
    }

    /** The time that the given share of all records does not exceed; 0 when nothing was recorded. */
    public long percentile(double share) {
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("share must be between 0 and 1: " + share);
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(middle(bucket), largest);
            }
        }
        return 0;
    }

    public void add(Histogram other) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        total += other.total;
        largest = Math.max(largest, other.largest);
    }

    /** Values below 256 have a bucket each; above, the leading 9 bits choose. */
    private static int bucket(long value) {
        int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(value));
        return (shift << BITS) + (int) (value >>> shift);
    }

    private static long middle(int bucket) {
        if (bucket < SLOTS) {
            return bucket;
        }
        int shift = (bucket >>> BITS) - 1;
        long low = (long) (SLOTS + (bucket & (SLOTS - 1))) << shift;
        return low + (1L << shift >> 1);
    }
}
