package modelscan.stage.health;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.model.Failure;

/**
 * How one candidate does.
 *
 * <p>All is guarded by the chart itself, for a few additions at begin and end of each call; asking for the vitals of a
 * candidate that is not being called takes no lock.
 */
final class Chart {
    private static final double P95 = 0.95;
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final long IDLE = Duration.ofMinutes(10).toNanos();

    private final Clock clock;
    private final Fuse fuse;
    private final Average firstToken = new Average();
    private final Average latency = new Average();
    private final Average speed = new Average();
    private final Spread spread = new Spread();
    private long calls;
    private int running;
    private long lastUsed;
    private boolean warm;
    private Optional<Failure> last = Optional.empty();
    private volatile Known known = Known.NOTHING;

    /**
     * The time.
     *
     * @param wall for people
     * @param nanos never goes back
     * @param coarse the same, up to a tenth of a second behind, and quicker to read
     */
    record Clock(InstantSource wall, LongSupplier nanos, LongSupplier coarse) {
        long now() {
            return nanos.getAsLong();
        }
    }

    /** Vitals that hold until this time, if nothing happens. */
    private record Known(Vitals vitals, long until, boolean valid) {
        static final Known NOTHING = new Known(Vitals.UNKNOWN, 0, false);
    }

    /** What a call is allowed: its permit of the fuse, or how long to wait instead. */
    record Entry(long permit, long left) {
        boolean refused() {
            return permit == Fuse.REFUSED;
        }
    }

    /** How long a call took: until its first words, until its end, and the tokens per second. */
    record Times(OptionalLong firstToken, long nanos, OptionalDouble speed) {
    }

    Chart(Clock clock, Fuse.Rule rule) {
        this.clock = clock;
        this.fuse = new Fuse(rule);
        this.lastUsed = clock.now();
    }

    synchronized Entry enter() {
        long now = clock.now();
        long permit = fuse.enter(now);
        if (permit != Fuse.REFUSED) {
            running++;
            known = Known.NOTHING;
        }
        return new Entry(permit, fuse.left(now));
    }

    /** A probe got its first words: it works again, however long the answer is; gives for how long it had not. */
    synchronized long speaks(Entry entry) {
        long now = clock.now();
        long down = fuse.down(now);
        fuse.answered(entry.permit());
        known = Known.NOTHING;
        return fuse.state(now) == Breaker.CLOSED ? down : 0;
    }

    /** A call ended; gives for how long nobody was let through before, if this ended that. */
    synchronized long leave(Entry entry, Outcome outcome, Optional<Failure> failure) {
        long now = clock.now();
        long down = fuse.down(now);
        running--;
        switch (outcome) {
            case WORKED -> fuse.worked(entry.permit(), now);
            case ANSWERED -> fuse.answered(entry.permit());
            case TOLD_NOTHING -> fuse.toldNothing(entry.permit());
            case FAILED -> fuse.failed(entry.permit(), now);
        }
        calls += outcome == Outcome.WORKED || outcome == Outcome.FAILED ? 1 : 0;
        last = failure.isPresent() ? failure : last;
        known = Known.NOTHING;
        return fuse.state(now) == Breaker.CLOSED ? down : 0;
    }

    /** The provider is called now; whether after so long a pause that its speed tells nothing. */
    synchronized boolean cold() {
        long now = clock.now();
        boolean cold = !warm || now - lastUsed > IDLE;
        warm = true;
        lastUsed = now;
        return cold;
    }

    synchronized void timed(Times times) {
        lastUsed = clock.now();
        times.firstToken().ifPresent(nanos -> {
            firstToken.add(nanos);
            spread.add(nanos);
        });
        latency.add(times.nanos());
        times.speed().ifPresent(speed::add);
        known = Known.NOTHING;
    }

    /** Takes over what was known before a restart. */
    synchronized void remember(OptionalDouble firstTokenNanos, OptionalDouble latencyNanos) {
        if (latency.value().isEmpty()) {
            firstTokenNanos.ifPresent(firstToken::add);
            latencyNanos.ifPresent(latency::add);
            known = Known.NOTHING;
        }
    }

    /** How it does now. */
    Vitals vitals() {
        Known fresh = known;
        return fresh.valid && clock.coarse.getAsLong() - fresh.until < 0 ? fresh.vitals : read(clock.now());
    }

    private synchronized Vitals read(long now) {
        long left = fuse.left(now);
        Vitals vitals = new Vitals(fuse.state(now),
                left > 0 ? Optional.of(clock.wall.instant().plusNanos(left)) : Optional.empty(), calls, fuse.errors(now),
                time(firstToken.value()), time(latency.value()), spread.within(P95), speed.value(), running, last);
        // An error rate fades by itself; an open fuse must be told from one whose time is over.
        known = new Known(vitals, now + FRESH, vitals.breaker() == Breaker.CLOSED);
        return vitals;
    }

    private static Optional<Duration> time(OptionalDouble nanos) {
        return nanos.isPresent() ? Optional.of(Duration.ofNanos((long) nanos.getAsDouble())) : Optional.empty();
    }

    /** When it was last called; now if somebody waits for it. */
    synchronized long lastUsed() {
        return running > 0 ? clock.now() : lastUsed;
    }

    /** For how long nobody but probes was let through by now. */
    synchronized long down() {
        return fuse.down(clock.now());
    }
}
