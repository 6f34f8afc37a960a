package modelscan.stage.health;

import java.util.Arrays;

/** How many calls went well and badly in the last time, in ten slices. Not safe for several threads. */
final class Window {
    private static final int SLICES = 10;

    private final long slice;
    private final int[] calls = new int[SLICES];
    private final int[] failures = new int[SLICES];
    private long current;

    Window(long nanos) {
        this.slice = Math.max(1, nanos / SLICES);
        this.current = Long.MIN_VALUE;
    }

    void add(boolean failed, long now) {
        advance(now);
        int place = place(current);
        calls[place]++;
        failures[place] += failed ? 1 : 0;
    }

    int calls(long now) {
        advance(now);
        return Arrays.stream(calls).sum();
    }

    int failures(long now) {
        advance(now);
        return Arrays.stream(failures).sum();
    }

    /** The share that failed; 0 when there were none. */
    double errors(long now) {
        int all = calls(now);
        return all == 0 ? 0 : (double) failures(now) / all;
    }

    void clear() {
        Arrays.fill(calls, 0);
        Arrays.fill(failures, 0);
    }

    private void advance(long now) {
        long slot = Math.floorDiv(now, slice);
        if (current == Long.MIN_VALUE || slot - current >= SLICES) {
            clear();
            current = slot;
        }
        // A clock that goes back a little adds to the slice that is open.
        while (current < slot) {
            current++;
            calls[place(current)] = 0;
            failures[place(current)] = 0;
        }
    }

    private static int place(long slot) {
        return (int) Math.floorMod(slot, (long) SLICES);
    }
}
