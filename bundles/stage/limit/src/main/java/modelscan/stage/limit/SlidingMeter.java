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
    private final Advance advance;
    private long newest = Long.MIN_VALUE;
    private long sum;
    private long sumAsked;
    private long sumKept;

    SlidingMeter(long most, Duration window) {
        this.most = most;
        this.step = Math.max(1, window.toNanos() / STEPS);
        this.advance = new Advance(most);
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public long room(long now) {
        forward(now);
        return Math.min(most - sum, advance.left());
    }

    // What is not kept yet has no room, but is not used either.
    @Override
    public long used(long now) {
        forward(now);
        return sum;
    }

    @Override
    public long wait(long amount, long now) {
        forward(now);
        long lacking = sum + amount - most;
        if (lacking <= 0) {
            return advance.covers(amount) ? 0 : KEEPING;
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
        forward(now);
        slots[index(newest)] += amount;
        sum += amount;
        advance.count(amount);
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        forward(now);
        long slot = Math.floorDiv(takenAt, step);
        if (difference > 0) {
            take(difference, now);
        } else if (slot >= newest - STEPS && slot <= newest) {
            long back = Math.min(-difference, slots[index(slot)]);
            slots[index(slot)] -= back;
            sum -= back;
            advance.count(-back);
        }
    }

    @Override
    public long resets(long now) {
        forward(now);
        for (long slot = newest; slot >= newest - STEPS; slot--) {
            if (slots[index(slot)] > 0) {
                return over(slot) - now;
            }
        }
        return 0;
    }

    // All of it is taken to have come at the last moment it can have.
    @Override
    public void restore(Saved saved, Instant wall, long now) {
        forward(now);
        long slot = Math.floorDiv(now - saved.age(wall, now), step);
        if (slot >= newest - STEPS) {
            slots[index(slot)] += saved.counted();
            sum += saved.counted();
        }
    }

    @Override
    public Optional<Saved> save(Instant wall, long now, boolean last) {
        forward(now);
        boolean same = advance.still() && sum == sumKept && !last;
        if (same || step * STEPS < SHORTEST) {
            return Optional.empty();
        }
        sumAsked = sum;
        return Optional.of(Saved.rolling(last ? sum : sum + advance.ask(most - sum), wall, now));
    }

    @Override
    public void saved(Saved saved) {
        sumKept = sumAsked;
        advance.kept();
    }

    @Override
    public void unkept() {
        advance.end();
    }

    @Override
    public boolean pressing(long now) {
        forward(now);
        return advance.pressing(most - sum);
    }

    private void forward(long now) {
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
