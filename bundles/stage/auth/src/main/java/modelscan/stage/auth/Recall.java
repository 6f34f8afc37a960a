package modelscan.stage.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

/** Reads from the ledger what callers used before this process began, so that a restart gives nobody a second helping. */
@Component(service = Recall.class)
public final class Recall {
    private static final Logger LOG = LoggerFactory.getLogger(Recall.class);
    private static final Duration LONGEST = Rate.RPD.time().plusMinutes(30);
    private static final Duration FINE = Rate.RPM.time().plusSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long SECOND = 1000;
    private static final long COARSE = 60 * SECOND;

    private final Directory directory;
    private final LongSupplier nanos;
    private final Executor background;
    private final Instant began;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean reading;
    private boolean recalled;

    /** Requests and tokens of one account, by the millisecond at which they are counted. */
    private record Used(Seat seat, Map<Long, long[]> amounts) {
    }

    @Activate
    public Recall(@Reference Directory directory) {
        this(directory, System::nanoTime, Thread.ofVirtual().name("modelscan recall")::start);
    }

    Recall(Directory directory, LongSupplier nanos, Executor background) {
        this.directory = directory;
        this.nanos = nanos;
        this.background = background;
        this.began = directory.clock().instant();
    }

    /** A ledger has come; only the first one is read. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "leave")
    synchronized void read(Ledger ledger) {
        if (!recalled) {
            recalled = true;
            reading = true;
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

    private void recall(Ledger ledger) {
        try {
            boolean known = directory.awaitKnown();
            while (known && !attempt(ledger)) {
                known = !closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(Ledger ledger) {
        try {
            Map<Meter, Used> all = new HashMap<>();
            ledger.read(began.minus(LONGEST), entry -> gather(entry, all));
            all.values().forEach(this::remember);
            reading = false;
            return true;
        } catch (FailureException notYet) {
            // Stores come a moment after us; it is tried again.
            LOG.info("The ledger cannot be read yet, so callers with limits are not served: {}", notYet.getMessage());
            return false;
        } catch (RuntimeException unreadable) {
            LOG.error("The ledger cannot be read, so callers with limits are not served: {}", unreadable.getMessage(), unreadable);
            return false;
        }
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
