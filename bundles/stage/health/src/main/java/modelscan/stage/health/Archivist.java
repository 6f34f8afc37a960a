package modelscan.stage.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts charts and history into the store, and gives the charts back what they knew before a restart.
 *
 * <p>Each minute, at the end, and a second after calls to a candidate stopped or began again.
 */
@Component(service = Archivist.class, immediate = true)
public final class Archivist {
    private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);

    private final Charts charts;
    private final Optional<Store> store;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("health-history").factory());
    private final AtomicBoolean soon = new AtomicBoolean();
    private Optional<Archive> archive = Optional.empty();
    private boolean broken;

    @Activate
    public Archivist(@Reference Charts charts, @Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Store store) {
        this(charts, Optional.ofNullable(store));
        clock.execute(this::open);
        clock.scheduleWithFixedDelay(this::save, 1, 1, TimeUnit.MINUTES);
        charts.onTurn(this::soon);
    }

    Archivist(Charts charts, Optional<Store> store) {
        this.charts = charts;
        this.store = store;
    }

    @Deactivate
    void deactivate() {
        charts.onTurn(() -> { });
        clock.shutdownNow();
        save();
    }

    private void soon() {
        if (!soon.compareAndSet(false, true)) {
            return;
        }
        try {
            clock.schedule(() -> {
                soon.set(false);
                save();
            }, 1, TimeUnit.SECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("it was saved at the end");
        }
    }

    /** Opens the tables and tells the charts how things were before. */
    synchronized void open() {
        attempt(() -> {
            Optional<Archive> opened = store.map(Archive::new);
            opened.ifPresent(open -> open.charts(Charts.MOST).forEach(this::remember));
            opened.ifPresent(charts.history()::keptIn);
            archive = opened;
        });
    }

    private void remember(Charts.Key key, String body) {
        try {
            charts.of(key).remember(KeptForm.read(body));
        } catch (RuntimeException unreadable) {
            LOG.warn("what was kept of {} is not used: {}", key.name(), unreadable.toString());
        }
    }

    /** Puts what happened lately into the store; what cannot be written is kept for the next time. */
    synchronized void save() {
        charts.settle();
        charts.history().forget();
        if (archive.isPresent()) {
            write(archive.get());
        } else if (store.isPresent()) {
            open();
        }
    }

    private void write(Archive open) {
        Map<Charts.Key, Chart.Kept> kept = new HashMap<>();
        charts.each((key, chart) -> chart.kept().ifPresent(now -> kept.put(key, now)));
        boolean written = charts.history().hand(drained -> (drained.isEmpty() && kept.isEmpty())
                || attempt(() -> open.add(drained, kept, charts.history().hour())));
        if (!written) {
            kept.keySet().forEach(key -> charts.of(key).notKept());
        }
    }

    private boolean attempt(Runnable work) {
        try {
            work.run();
            broken = false;
            return true;
        } catch (FailureException refused) {
            if (!broken) {
                LOG.warn("the history of health is not kept: {}", refused.failure().message());
            }
            broken = true;
            return false;
        }
    }
}
