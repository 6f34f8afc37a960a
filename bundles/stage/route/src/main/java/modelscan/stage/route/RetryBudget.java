package modelscan.stage.route;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps further calls to a fifth of the requests of the last ten seconds, so that trying again never makes trouble worse.
 *
 * <p>A small reserve lets a quiet gateway try again too. Guarded by itself: a handful of additions for each request.
 */
final class RetryBudget {
    // Together with what comes back to the reserve it stays below a fifth from ten requests a second on.
    private static final double SHARE = 0.19;
    private static final int RESERVE = 10;
    private static final long REFILL = Duration.ofSeconds(10).toNanos();
    private static final int SLICES = 10;
    private static final long SLICE = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private final long[] requests = new long[SLICES];
    private final long[] further = new long[SLICES];
    private long current;
    private int reserve = RESERVE;
    private long refilled;

    RetryBudget(LongSupplier nanos) {
        this.nanos = nanos;
        this.refilled = nanos.getAsLong();
        this.current = Math.floorDiv(refilled, SLICE);
    }

    /** A request came in. */
    synchronized void request() {
        requests[slice()]++;
    }

    /** Whether a further call may be made for one; it counts as made. */
    synchronized boolean take() {
        int slice = slice();
        if (sum(further) + 1 <= SHARE * sum(requests)) {
            further[slice]++;
            return true;
        }
        if (reserve > 0) {
            reserve--;
            return true;
        }
        return false;
    }

    /** A further call that was not made after all. */
    synchronized void giveBack() {
        int slice = slice();
        if (further[slice] > 0) {
            further[slice]--;
        } else {
            reserve = Math.min(RESERVE, reserve + 1);
        }
    }

    private int slice() {
        long now = nanos.getAsLong();
        long slot = Math.floorDiv(now, SLICE);
        if (slot - current > SLICES) {
            current = slot - SLICES;
        }
        while (current < slot) {
            current++;
            requests[Math.floorMod(current, SLICES)] = 0;
            further[Math.floorMod(current, SLICES)] = 0;
        }
        while (reserve < RESERVE && now - refilled >= REFILL) {
            reserve++;
            refilled += REFILL;
        }
        refilled = reserve == RESERVE ? now : refilled;
        return (int) Math.floorMod(current, (long) SLICES);
    }

    private static long sum(long[] slices) {
        long sum = 0;
        for (long slice : slices) {
            sum += slice;
        }
        return sum;
    }
}
