package modelscan.stage.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Never sees more than its amount in any stretch of time as long as its window; it forgets in steps of a 64th. */
final class SlidingMeter implements Meter {
    private static final int STEPS = 64;
    private static final long SHORTEST = Duration.ofSeconds(50).toNanos();

    // One more than the steps: the oldest is only forgotten when all of it is over.
    private final long[] slots = new long[STEPS + 1];
    private final long most;
    private final long step;
    private long newest = Long.MIN_VALUE;
    private long sum;

    SlidingMeter(long most, Duration window) {
        this.most = most;
        this.step = Math.max(1, window.toNanos() / STEPS);
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public long room(long now) {
        advance(now);
        return most - sum;
    }

    @Override
    public long wait(long amount, long now) {
        advance(now);
        long lacking = sum + amount - most;
        if (lacking <= 0) {
            return 0;
        }
        for (long slot = newest - STEPS; slot <= newest && amount <= most; slot++) {
            lacking -= slots[index(slot)];
            if (lacking <= 0) {
                return Math.max(1, over(slot) - now);
            }
        }
        return NEVER;
    }

    @Override
    public void take(long amount, long now) {
        advance(now);
        slots[index(newest)] += amount;
        sum += amount;
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        advance(now);
        long slot = Math.floorDiv(takenAt, step);
        if (difference > 0) {
            take(difference, now);
        } else if (slot >= newest - STEPS && slot <= newest) {
            long back = Math.min(-difference, slots[index(slot)]);
            slots[index(slot)] -= back;
            sum -= back;
        }
    }

    @Override
    public long resets(long now) {
        advance(now);
        for (long slot = newest; slot >= newest - STEPS; slot--) {
            if (slots[index(slot)] > 0) {
                return over(slot) - now;
            }
        }
        return 0;
    }

    // All of it is taken to have come at the last moment that is known of.
    @Override
    public void restore(Saved saved, Instant wall, long now) {
        advance(now);
        long age = Math.max(0, Duration.between(saved.at(), wall).toNanos());
        long slot = Math.floorDiv(now - age, step);
        if (slot >= newest - STEPS) {
            slots[index(slot)] += saved.counted();
            sum += saved.counted();
        }
    }

    @Override
    public Optional<Saved> save(Instant wall, long now) {
        advance(now);
        return step * STEPS < SHORTEST ? Optional.empty() : Optional.of(new Saved(Instant.EPOCH, sum, wall));
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, step);
        if (newest == Long.MIN_VALUE) {
            newest = current;
        }
        if (current - newest > STEPS) {
            Arrays.fill(slots, 0);
            sum = 0;
            newest = current;
        }
        while (newest < current) {
            newest++;
            sum -= slots[index(newest)];
            slots[index(newest)] = 0;
        }
    }

    private long over(long slot) {
        return (slot + STEPS + 1) * step;
    }

    private static int index(long slot) {
        return (int) Math.floorMod(slot, (long) STEPS + 1);
    }
}
