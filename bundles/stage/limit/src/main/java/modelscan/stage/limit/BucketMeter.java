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
    private final Advance advance;
    private long time;
    private long usedAsked;
    private long usedKept;

    BucketMeter(long most, long size, Duration window) {
        this.size = size / Amount.ONE;
        this.perWindow = most / Amount.ONE;
        this.window = window.toNanos();
        this.advance = new Advance(size);
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
        return Math.min(filled(now), advance.left());
    }

    // What is not kept yet has no room, but is not used either.
    @Override
    public long used(long now) {
        return Math.max(0, most() - filled(now));
    }

    @Override
    public long wait(long amount, long now) {
        time = now;
        if (whole(amount) > size) {
            return NEVER;
        }
        long wait = amount <= 0 ? 0 : bucket.estimateAbilityToConsume(whole(amount)).getNanosToWaitForRefill();
        return wait > 0 || advance.covers(amount) ? wait : KEEPING;
    }

    @Override
    public void take(long amount, long now) {
        time = now;
        if (amount > 0) {
            bucket.consumeIgnoringRateLimits(whole(amount));
            advance.count(whole(amount) * Amount.ONE);
        }
    }

    @Override
    public void correct(long difference, long takenAt, long now) {
        time = now;
        if (difference > 0) {
            take(difference, now);
        } else if (difference <= -Amount.ONE) {
            bucket.addTokens(-difference / Amount.ONE);
            advance.count(difference / Amount.ONE * Amount.ONE);
        }
    }

    @Override
    public void restore(Saved saved, Instant wall, long now) {
        double filled = (double) saved.age(wall, now) / window * perWindow * Amount.ONE;
        take(Math.max(0, saved.counted() - (long) Math.min(filled, Long.MAX_VALUE / 4.0)), now);
    }

    @Override
    public Optional<Saved> save(Instant wall, long now, boolean last) {
        long used = used(now);
        if (advance.still() && used == usedKept && !last) {
            return Optional.empty();
        }
        usedAsked = used;
        return Optional.of(Saved.rolling(last ? used : used + advance.ask(filled(now)), wall, now));
    }

    @Override
    public void saved(Saved saved) {
        usedKept = usedAsked;
        advance.kept();
    }

    @Override
    public void unkept() {
        advance.end();
    }

    @Override
    public boolean pressing(long now) {
        return advance.pressing(filled(now));
    }

    @Override
    public long resets(long now) {
        long lacking = most() - filled(now);
        return lacking <= 0 || perWindow == 0 ? 0 : (long) (lacking / (double) Amount.ONE / perWindow * window);
    }

    private long filled(long now) {
        time = now;
        return Math.min(size, bucket.getAvailableTokens()) * Amount.ONE;
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
