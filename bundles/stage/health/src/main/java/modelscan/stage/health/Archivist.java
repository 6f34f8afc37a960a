package modelscan.stage.health;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

/** Puts the history into the store each minute, and gives the charts back what they knew before a restart. */
@Component(service = Archivist.class, immediate = true)
public final class Archivist {
    private static final Logger LOG = LoggerFactory.getLogger(Archivist.class);
    private static final long DAY = 24;

    private final Charts charts;
    private final Optional<Store> store;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("health-history").factory());
    private volatile Optional<Archive> archive = Optional.empty();
    private boolean broken;

    @Activate
    public Archivist(@Reference Charts charts, @Reference(cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY) Store store) {
        this(charts, Optional.ofNullable(store));
        clock.execute(this::open);
        clock.scheduleWithFixedDelay(this::save, 1, 1, TimeUnit.MINUTES);
    }

    Archivist(Charts charts, Optional<Store> store) {
        this.charts = charts;
        this.store = store;
    }

    @Deactivate
    void deactivate() {
        clock.shutdownNow();
        save();
    }

    /** Opens the tables and tells the charts how things were in the last day. */
    void open() {
        attempt(() -> {
            archive = store.map(Archive::new);
            archive.ifPresent(open -> open.since(charts.history().hour() - DAY).forEach((key, tally) -> {
                if (tally.timed() > 0) {
                    charts.of(key).remember(mean(tally.firstToken(), tally.firstTokens()), mean(tally.latency(), tally.timed()));
                }
            }));
        });
    }

    private static OptionalDouble mean(long sum, long count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum * 1e6 / count);
    }

    /** Puts what happened lately into the store; what cannot be written is kept for the next time. */
    void save() {
        charts.history().forget();
        if (archive.isPresent()) {
            Map<History.Slot, Tally> drained = charts.history().drain();
            if (!attempt(() -> archive.get().add(drained, charts.history().hour()))) {
                drained.forEach(charts.history()::add);
            }
        } else if (store.isPresent()) {
            open();
        }
    }

    /** What is known since an hour, by candidate. */
    Map<Charts.Key, Tally> since(long hour) {
        Map<Charts.Key, Tally> sums = new HashMap<>(charts.history().since(hour));
        archive.ifPresent(open -> open.since(hour).forEach((key, tally) -> sums.merge(key, tally, Tally::plus)));
        return sums;
    }

    /** Whether more than the last day is known. */
    boolean lasting() {
        return archive.isPresent();
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
