package modelscan.stage.auth;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts what happened in a time that ends now; used under the lock of its meter.
 *
 * <p>The time is cut into slots, of which one more counts than fit: so in no span of that length, wherever it begins, is
 * more than was allowed, and what is used comes free at most one slot late. Only slots in which something happened take room.
 */
final class Window {
    private static final int SLOTS = 60;

    private final long width;
    private long[] slots = new long[2];
    private long[] counts = new long[2];
    private int size;
    private long sum;

    Window(Duration time) {
        width = time.toNanos() / SLOTS;
    }

    /** How much happened in the time before now. */
    long used(long now) {
        long oldest = Math.floorDiv(now, width) - SLOTS;
        int gone = 0;
        while (gone < size && slots[gone] < oldest) {
            sum -= counts[gone++];
        }
        if (gone > 0) {
            size -= gone;
            System.arraycopy(slots, gone, slots, 0, size);
            System.arraycopy(counts, gone, counts, 0, size);
        }
        return sum;
    }

    /** After how many nanoseconds so much more fits below the limit; negative if it never does. */
    long pause(long amount, long most, long now) {
        long excess = used(now) + amount - most;
        if (excess <= 0) {
            return 0;
        }
        for (int i = 0; i < size; i++) {
            excess -= counts[i];
            if (excess <= 0) {
                return (slots[i] + SLOTS + 1) * width - now;
            }
        }
        return -1;
    }

    /** After how many nanoseconds nothing of it counts any more. */
    long whole(long now) {
        return used(now) == 0 ? 0 : (slots[size - 1] + SLOTS + 1) * width - now;
    }

    /** Counts what happened at a time that is not later than now. */
    void add(long amount, long at, long now) {
        used(now);
        long slot = Math.floorDiv(at, width);
        if (amount <= 0 || slot < Math.floorDiv(now, width) - SLOTS) {
            return;
        }
        int place = place(slot);
        if (place == size || slots[place] != slot) {
            insert(place, slot);
        }
        counts[place] += amount;
        sum += amount;
    }

    /** Takes back what was counted at that time, if it still counts. */
    void giveBack(long amount, long at, long now) {
        used(now);
        long slot = Math.floorDiv(at, width);
        int place = place(slot);
        if (amount > 0 && place < size && slots[place] == slot) {
            long back = Math.min(amount, counts[place]);
            counts[place] -= back;
            sum -= back;
        }
    }

    // Nearly always it is the last one.
    private int place(long slot) {
        int place = size;
        while (place > 0 && slots[place - 1] >= slot) {
            place--;
        }
        return place;
    }

    private void insert(int place, long slot) {
        if (size == slots.length) {
            int length = Math.min(2 * size, SLOTS + 1);
            slots = Arrays.copyOf(slots, length);
            counts = Arrays.copyOf(counts, length);
        }
        System.arraycopy(slots, place, slots, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        slots[place] = slot;
        counts[place] = 0;
        size++;
    }
}
