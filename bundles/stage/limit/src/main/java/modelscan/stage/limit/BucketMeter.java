package modelscan.stage.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A bucket that fills up all the time, as Bucket4j has it; it counts whole things. */
final class BucketMeter implements Meter {
    private final LocalBucket bucket;
    private final long size;
    private final long perWindow;
    private final long window;
    private long time;

    BucketMeter(long most, long size, Duration window) {
        this.size = size / Amount.ONE;
        this.perWindow = most / Amount.ONE;
        this.window = window.toNanos();
        // The gate's lock is held, so the bucket needs none of its own.
        this.bucket = Bucket.builder().withCustomTimePrecision(new Time())
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .addLimit(Bandwidth.builder().capacity(Math.max(1, this.size)).refillGreedy(Math.max(1, perWindow), window).build())
                .build();
    }

    @Override
    public long most() {
        return size * Amount.ONE;
    }

    @Override
    public long room(long now) {
        time = now;
        return Math.min(size, bucket.getAvailableTokens()) * Amount.ONE;
    }

    @Override
    public long wait(long amount, long now) {
        time = now;
        if (whole(amount) > size) {
            return NEVER;
        }
        return amount <= 0 ? 0 : bucket.estimateAbilityToConsume(whole(amount)).getNanosToWaitForRefill();
    }

    @Override
    public void take(long amount, long now) {
        time = now;
        if (amount > 0) {
            bucket.consumeIgnoringRateLimits(whole(amount));
        }
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        time = now;
        if (difference > 0) {
            take(difference, now);
        } else if (difference <= -Amount.ONE) {
            bucket.addTokens(-difference / Amount.ONE);
        }
    }

    @Override
    public void restore(Saved saved, Instant wall, long now) {
        long age = Math.max(0, Duration.between(saved.at(), wall).toNanos());
        double filled = (double) age / window * perWindow * Amount.ONE;
        take(Math.max(0, saved.counted() - (long) Math.min(filled, Long.MAX_VALUE / 4.0)), now);
    }

    @Override
    public Optional<Saved> save(Instant wall, long now) {
        return Optional.of(new Saved(Instant.EPOCH, used(now), wall));
    }

    @Override
    public long resets(long now) {
        long lacking = most() - room(now);
        return lacking <= 0 || perWindow == 0 ? 0 : (long) (lacking / (double) Amount.ONE / perWindow * window);
    }

    private static long whole(long amount) {
        return (amount + Amount.ONE - 1) / Amount.ONE;
    }

    private final class Time implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return time;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
