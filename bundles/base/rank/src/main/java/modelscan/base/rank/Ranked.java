package modelscan.base.rank;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A list in an order that is found out as far as it is read. */
final class Ranked<T> extends AbstractList<T> implements RandomAccess {
    /** Whoever reads further than this will read all. */
    private static final int FEW = 32;

    private final List<T> things;
    private final long mask;
    // A heap of those whose rank is not known; behind it the others, the first of all at the very end.
    private final long[] keys;
    private volatile int known;

    /** Takes the keys, whose last bits are places. */
    Ranked(List<T> things, long[] keys, long mask) {
        this.things = things;
        this.keys = keys;
        this.mask = mask;
        for (int at = keys.length / 2 - 1; at >= 0; at--) {
            sink(at, keys.length);
        }
    }

    @Override
    public T get(int rank) {
        Objects.checkIndex(rank, keys.length);
        if (rank >= known) {
            find(rank);
        }
        return things.get((int) (keys[keys.length - 1 - rank] & mask));
    }

    @Override
    public int size() {
        return keys.length;
    }

    private synchronized void find(int rank) {
        int left = keys.length - known;
        if (rank >= FEW && left > 0) {
            Arrays.sort(keys, 0, left);
            for (int low = 0, high = left - 1; low < high; low++, high--) {
                swap(low, high);
            }
            left = 0;
        }
        while (keys.length - left <= rank) {
            left--;
            swap(0, left);
            sink(0, left);
        }
        known = keys.length - left;
    }

    private void swap(int one, int other) {
        long key = keys[one];
        keys[one] = keys[other];
        keys[other] = key;
    }

    private void sink(int from, int end) {
        long key = keys[from];
        int at = from;
        int child = 2 * at + 1;
        while (child < end) {
            if (child + 1 < end && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            keys[at] = keys[child];
            at = child;
            child = 2 * at + 1;
        }
        keys[at] = key;
    }
}
