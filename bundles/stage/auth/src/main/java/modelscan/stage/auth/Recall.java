package modelscan.stage.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import modelscan.api.gateway.Ledger;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads from the ledger what callers used before this process began, so that a restart gives nobody a second helping.
 *
 * <p>A start waits for it, but not so long that it fails: then only callers with limits are not served yet.
 */
@Component(service = {Recall.class, Supplier.class}, immediate = true,
        property = {"modelscan.startup.problems:Boolean=true", "modelscan.outages:Boolean=true"})
public final class Recall implements Supplier<List<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final Duration FINE = Rate.RPM.time().plusSeconds(2);
    /** A window is cut into sixty slots and sees one more; this is a little longer. */
    private static final int SLOTS = 50;
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final int QUICK_TRIES = 50;
    private static final Duration SLOW = Duration.ofSeconds(2);
    /** The launcher waits ten seconds for a start. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** So long a ledger may take to come, if there is one at all. */
    private static final Duration ALONE = Duration.ofSeconds(4);
    private static final long SECOND = 1000;
    private static final long COARSE = 60 * SECOND;

    private final Directory directory;
    private final LongSupplier nanos;
    private final Executor background;
    private final BiPredicate<CountDownLatch, Duration> rests;
    private final Instant began;
    private final long begun;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean reading;
    private volatile boolean done;
    private volatile String trouble = "there is no ledger yet";
    private volatile Optional<Boolean> needed = Optional.empty();
    private boolean recalled;

    /** Requests and tokens of one account, by the millisecond at which they are counted. */
    private record Used(Seat seat, Map<Long, long[]> amounts) {
    }

    @Activate
    public Recall(@Reference Directory directory) {
        this(directory, System::nanoTime, Thread.ofVirtual().name("modelscan recall")::start, Recall::closedWithin);
    }

    /** One that rests as it is told between two attempts; whoever makes it rest says whether it is closed by now. */
    Recall(Directory directory, LongSupplier nanos, Executor background, BiPredicate<CountDownLatch, Duration> rests) {
        this.directory = directory;
        this.nanos = nanos;
        this.background = background;
        this.rests = rests;
        this.began = directory.clock().instant();
        this.begun = nanos.getAsLong();
    }

    /** A ledger has come; only the first one is read. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "leave")
    synchronized void read(Ledger ledger) {
        if (!recalled) {
            recalled = true;
            reading = true;
            trouble = "";
            background.execute(() -> recall(ledger));
        }
    }

    /** What it told stays known. */
    void leave(Ledger ledger) {
        LOG.debug("{} has gone", ledger);
    }

    @Deactivate
    void close() {
        closed.countDown();
    }

    /** Whether it is not yet known what was used before. */
    boolean reading() {
        return reading;
    }

    /** Why the gateway should not say yet that it is ready; empty if nothing speaks against it, or for too long. */
    @Override
    public List<String> get() {
        if (done || nanos.getAsLong() - begun >= (reading ? PATIENCE : ALONE).toNanos() || !needed()) {
            return List.of();
        }
        String why = trouble;
        return List.of("what callers with limits used before the start is still being counted" + (why.isEmpty() ? "" : ": " + why));
    }

    // Looked up once: a launcher asks again and again, and there may be many accounts.
    private boolean needed() {
        if (needed.isEmpty() && directory.get().isEmpty()) {
            needed = Optional.of(directory.longest().isPresent());
        }
        return needed.orElse(false);
    }

    private void recall(Ledger ledger) {
        try {
            boolean known = directory.awaitKnown();
            for (int tries = 1; known && !attempt(ledger); tries++) {
                known = !rests.test(closed, tries <= QUICK_TRIES ? QUICK : SLOW);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean closedWithin(CountDownLatch closed, Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean attempt(Ledger ledger) {
        try {
            Map<Meter, Used> all = new HashMap<>();
            directory.longest().ifPresent(longest -> ledger.read(began.minus(longest).minus(longest.dividedBy(SLOTS)).minusSeconds(2),
                    entry -> gather(entry, all)));
            all.values().forEach(this::remember);
            done = true;
            reading = false;
            return true;
        } catch (RuntimeException failed) {
            say(failed);
            return false;
        }
    }

    // Stores come a moment after us: that is no error, and what goes on is said once.
    private void say(RuntimeException failed) {
        String why = String.valueOf(failed.getMessage());
        if (!why.equals(trouble)) {
            LOG.atLevel(failed instanceof FailureException ? Level.INFO : Level.ERROR)
                    .setCause(failed instanceof FailureException ? null : failed)
                    .log("The ledger cannot be read yet, so callers with limits are not served: {}", why);
        }
        trouble = why;
    }

    // Added up by time, so that a busy day takes no more room than a quiet one; always to the later end, so that none fades early.
    private void gather(Ledger.Entry entry, Map<Meter, Used> all) {
        boolean admitted = entry.cached() || !entry.tries().isEmpty();
        if (!admitted || !entry.at().isBefore(began)) {
            return;
        }
        long step = entry.at().isBefore(began.minus(FINE)) ? COARSE : SECOND;
        long at = Math.min(began.toEpochMilli(), Math.ceilDiv(entry.at().toEpochMilli(), step) * step);
        for (Seat seat : directory.seats(entry.principal())) {
            if (!seat.account().limits().most().isEmpty()) {
                long[] amounts = all.computeIfAbsent(seat.meter(), _ -> new Used(seat, new TreeMap<>())).amounts()
                        .computeIfAbsent(at, _ -> new long[2]);
                amounts[0]++;
                amounts[1] += Tokens.of(entry.tries());
            }
        }
    }

    private void remember(Used used) {
        long now = nanos.getAsLong();
        Instant wall = directory.clock().instant();
        used.amounts().forEach((at, amounts) -> {
            Duration age = Duration.between(Instant.ofEpochMilli(at), wall);
            long then = age.isNegative() ? now : now - age.toNanos();
            used.seat().meter().remember(used.seat().account().limits(), amounts[0], amounts[1], then, now);
        });
    }
}
