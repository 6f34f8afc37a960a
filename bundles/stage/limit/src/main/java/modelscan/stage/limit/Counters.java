package modelscan.stage.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the counts over restarts: written in the background, once a second and sooner where they are ahead of what is kept. */
@Component(service = Counters.class, immediate = true)
public final class Counters {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(10);
    private static final Duration OLDEST = Duration.ofDays(40);

    private final Gates gates;
    private final Tables tables;
    private final BooleanSupplier open;
    private final Map<Tables.Key, Saved> before;
    private final Map<Tables.Key, Saved> written = new HashMap<>();
    private final Semaphore urged = new Semaphore(0);
    private volatile boolean ended;
    private boolean failing;

    /** Takes over what was kept and begins to keep. */
    @Activate
    public Counters(@Reference Gates gates, @Reference Store store, @Reference LimitSettings settings) {
        this(gates, Tables.of(store), settings::goOnUnsaved);
        Thread.ofVirtual().name("limits").start(this::run);
    }

    Counters(Gates gates, Tables tables, BooleanSupplier open) {
        this.gates = gates;
        this.tables = tables;
        this.open = open;
        tables.forget(gates.times().wall().instant().minus(OLDEST));
        this.before = new ConcurrentHashMap<>(tables.counts());
        gates.keep((provider, gate) -> gate.keep(gauge -> Optional.ofNullable(before.remove(key(provider, gauge))),
                this::urge));
        save();
    }

    @Deactivate
    void deactivate() {
        ended = true;
        urged.release();
        gates.keep((_, gate) -> gate.keep(_ -> Optional.empty(), () -> { }));
        try {
            write(true);
        } catch (FailureException lost) {
            LOG.warn("the last counts could not be kept: {}", lost.failure().message());
        }
        gates.gates().values().forEach(gate -> gate.each((gauge, _) -> gauge.meter().unkept()));
    }

    private void urge() {
        if (urged.availablePermits() == 0) {
            urged.release();
        }
    }

    private void run() {
        try {
            while (!ended) {
                urged.tryAcquire(SECOND.toMillis(), TimeUnit.MILLISECONDS);
                urged.drainPermits();
                if (!ended) {
                    save();
                    Thread.sleep(BREATH);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what has changed; what is not written is not let through, unless the owner wants it so. */
    void save() {
        try {
            write(false);
            failing = false;
        } catch (FailureException lost) {
            if (!failing) {
                LOG.error("counts of limits cannot be kept: {}", lost.failure().message());
            }
            failing = true;
            if (open.getAsBoolean()) {
                gates.gates().values().forEach(gate -> gate.each((gauge, _) -> gauge.meter().unkept()));
            }
        }
    }

    private synchronized void write(boolean last) {
        if (ended && !last) {
            return;
        }
        Instant wall = gates.times().wall().instant();
        Map<Tables.Key, Saved> all = new HashMap<>();
        gates.gates().forEach((provider, gate) -> gate.each((gauge, now) -> gauge.meter().save(wall, now, last)
                .ifPresent(count -> all.put(key(provider, gauge), count))));
        Map<Tables.Key, Saved> changed = new HashMap<>(all);
        changed.entrySet().removeIf(count -> known(count.getKey(), count.getValue()));
        if (!changed.isEmpty()) {
            tables.keepCounts(changed);
            written.putAll(changed);
        }
        if (!all.isEmpty()) {
            gates.gates().forEach((provider, gate) -> gate.each((gauge, _) ->
                    Optional.ofNullable(all.get(key(provider, gauge))).ifPresent(gauge.meter()::saved)));
        }
    }

    private boolean known(Tables.Key key, Saved count) {
        Saved before = written.get(key);
        return before != null && before.counted() == count.counted()
                && before.began().equals(count.began());
    }

    private static Tables.Key key(String provider, Gauge gauge) {
        return new Tables.Key(provider, gauge.key());
    }

    /** A short name of a gauge, however many models share it. */
    static String hash(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
