package modelscan.stage.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.model.Failure;
import modelscan.stage.health.Paces.Start;

/**
 * How one candidate does.
 *
 * <p>All is guarded by the chart itself, for a few additions at begin and end of each call; asking for the vitals of a
 * candidate that is not being called takes no lock.
 */
final class Chart {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final Notes notes;
    private final Fuse fuse;
    private final Presence presence;
    private final Paces paces = new Paces();
    private long calls;
    private int running;
    private long lastUsed;
    private boolean warm;
    private boolean changed;
    private Optional<Mishap> last = Optional.empty();
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

    /** Who is told what has to be written down. */
    interface Notes extends Presence.Sums {
        /** It does so since then, and will for the usual time or for longer. */
        void heard(Presence.State state, long since, long at, long longer);

        /** Calls are stopped from now on, or let through again. */
        void turned();
    }

    /** Vitals that hold until this time, if nothing happens. */
    private record Known(Vitals vitals, long until, boolean valid) {
        static final Known NOTHING = new Known(Vitals.UNKNOWN, 0, false);
    }

    /** What a call is allowed: its permit of the fuse, or how long to wait instead; and when it began. */
    record Entry(long permit, long left, long at) {
        boolean refused() {
            return permit == Fuse.REFUSED;
        }
    }

    /** How long a call took: until its first words, until its end, and the tokens per second. */
    record Times(OptionalLong firstToken, long nanos, OptionalDouble speed) {
        /** The time until something came. */
        long begin() {
            return firstToken.orElse(nanos);
        }
    }

    /** A failure and when it was. */
    record Mishap(Failure failure, Instant at) {
    }

    /** What outlives a restart; the fuse as it was {@code at} that time. */
    record Kept(Instant at, Fuse.Kept fuse, Paces.Kept paces, long calls, Optional<Mishap> last) {
    }

    /** What people want to know beside the vitals. */
    record Details(Presence.State state, boolean asked, List<Optional<Duration>> firstTokens, List<Optional<Duration>> latencies,
            Optional<Duration> cold, long colds, Optional<Mishap> last) {
        static final List<Double> SHARES = List.of(0.5, 0.95, 0.99);
        static final Details NONE = new Details(Presence.State.UNKNOWN, false, List.of(), List.of(), Optional.empty(), 0,
                Optional.empty());
    }

    Chart(Clock clock, Fuse.Rule rule, Notes notes) {
        this.clock = clock;
        this.notes = notes;
        this.fuse = new Fuse(rule);
        this.presence = new Presence(clock.wall(), notes);
        this.lastUsed = clock.now();
    }

    /** Somebody wants to call; what is free is never refused. */
    synchronized Entry enter(boolean free) {
        long now = clock.now();
        long permit = free ? Fuse.FREE : fuse.enter(now);
        if (permit == Fuse.REFUSED) {
            heard(Presence.State.DOWN, now, now);
        } else {
            running++;
            known = Known.NOTHING;
        }
        return new Entry(permit, fuse.left(now), now);
    }

    /** A probe got its first words: it works again, however long the answer is. */
    synchronized void speaks(Entry entry) {
        long now = clock.now();
        Breaker before = fuse.state(now);
        fuse.answered(entry.permit());
        heard(Presence.State.UP, entry.at(), now);
        known = Known.NOTHING;
        turned(before, now);
    }

    /** A call ended. */
    synchronized void leave(Entry entry, Outcome outcome, Optional<Failure> failure) {
        long now = clock.now();
        Breaker before = fuse.state(now);
        running--;
        switch (outcome) {
            case WORKED -> fuse.worked(entry.permit(), now);
            case ANSWERED -> fuse.answered(entry.permit());
            case TOLD_NOTHING -> fuse.toldNothing(entry.permit());
            case FAILED -> fuse.failed(entry.permit(), now);
        }
        if (outcome != Outcome.TOLD_NOTHING) {
            heard(outcome == Outcome.FAILED ? Presence.State.DOWN : Presence.State.UP, entry.at(), now);
            changed = true;
        }
        calls += outcome == Outcome.WORKED || outcome == Outcome.FAILED ? 1 : 0;
        last = failure.isPresent() ? failure.map(found -> new Mishap(found, clock.wall().instant())) : last;
        known = Known.NOTHING;
        turned(before, now);
    }

    private void heard(Presence.State state, long since, long now) {
        presence.heard(state, since, now, fuse.left(now));
        notes.heard(state, since, now, fuse.left(now));
    }

    private void turned(Breaker before, long now) {
        if ((before == Breaker.CLOSED) != (fuse.state(now) == Breaker.CLOSED)) {
            changed = true;
            notes.turned();
        }
    }

    /** The provider is called now; whether after so long a pause, or another model, that its speed tells little. */
    synchronized Start begins(long idle, boolean switched) {
        long now = clock.now();
        // It stays cold until an answer has come: who comes meanwhile waits for the same.
        warm = warm && now - lastUsed <= idle;
        lastUsed = now;
        return !warm ? Start.COLD : switched ? Start.SWITCHED : Start.WARM;
    }

    /** The times of an answer; whether they tell how fast it usually is. */
    synchronized boolean timed(Times times, Start start) {
        lastUsed = clock.now();
        warm = true;
        changed = true;
        known = Known.NOTHING;
        return paces.add(times, start);
    }

    /** What outlives a restart, if that changed since it was asked for. */
    synchronized Optional<Kept> kept() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        return Optional.of(new Kept(clock.wall().instant(), fuse.kept(clock.now()), paces.kept(), calls, last));
    }

    /** What was kept could not be written. */
    synchronized void notKept() {
        changed = true;
    }

    /** Takes over what was known before a restart; what is known already is newer. */
    synchronized void remember(Kept kept) {
        if (calls == 0) {
            long passed = Math.max(0, Duration.between(kept.at(), clock.wall().instant()).toNanos());
            fuse.remember(new Fuse.Kept(kept.fuse().open(), kept.fuse().left() - passed, kept.fuse().interval(),
                    kept.fuse().inRow()), clock.now());
            last = last.isPresent() ? last : kept.last();
        }
        calls += kept.calls();
        paces.remember(kept.paces());
        known = Known.NOTHING;
    }

    /** Hands over the times for which it is known how it was. */
    synchronized void settle() {
        presence.settle(clock.now());
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
                paces.firstToken(), paces.latency(), paces.slowest(), paces.speed(), running, last.map(Mishap::failure));
        // An error rate fades by itself; an open fuse must be told from one whose time is over.
        known = new Known(vitals, now + FRESH, vitals.breaker() == Breaker.CLOSED);
        return vitals;
    }

    synchronized Details details() {
        long now = clock.now();
        return new Details(presence.state(now), fuse.calls(now) > 0, shares(paces.firstTokens()), shares(paces.latencies()),
                paces.cold(), paces.colds(), last);
    }

    private static List<Optional<Duration>> shares(Spread spread) {
        return Details.SHARES.stream().map(spread::within).toList();
    }

    /** When it was last called; now if somebody waits for it. */
    synchronized long lastUsed() {
        return running > 0 ? clock.now() : lastUsed;
    }
}
