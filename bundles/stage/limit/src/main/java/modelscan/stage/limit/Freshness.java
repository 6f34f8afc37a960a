package modelscan.stage.limit;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Provider.Health.State;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once a day of plans and prices in use that were not compared with their source for too long. */
@Component(service = Freshness.class, immediate = true)
public final class Freshness {
    private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Catalog catalog;
    private final Gates gates;
    private final PriceShelf shelf;
    private final Tables tables;
    private final LimitsView view;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Looks soon, and every hour. */
    @Activate
    public Freshness(@Reference Catalog catalog, @Reference Gates gates, @Reference PriceShelf shelf, @Reference Store store,
            @Reference LimitSettings settings) {
        this(catalog, gates, shelf, Tables.of(store), settings);
        Thread.ofVirtual().name("freshness").start(this::run);
    }

    Freshness(Catalog catalog, Gates gates, PriceShelf shelf, Tables tables, LimitSettings settings) {
        this.catalog = catalog;
        this.gates = gates;
        this.shelf = shelf;
        this.tables = tables;
        this.view = new LimitsView(gates, settings);
    }

    @Deactivate
    void deactivate() {
        ended.countDown();
    }

    private void run() {
        try {
            for (Duration pause = SOON; !ended.await(pause.toMillis(), TimeUnit.MILLISECONDS); pause = HOUR) {
                try {
                    warning().ifPresent(LOG::warn);
                } catch (FailureException unavailable) {
                    LOG.debug("the day of the last warning is not known: {}", unavailable.failure().message());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be told today; empty if all is fresh, or it was told. */
    Optional<String> warning() {
        List<String> used = catalog.providers().stream().filter(entry -> entry.health().state() != State.UNCONFIGURED)
                .map(entry -> entry.about().id()).toList();
        List<Optional<LocalDate>> plans = new ArrayList<>(used.stream().flatMap(id -> gates.plan(id).stream()).map(Plan::verified).toList());
        List<Optional<LocalDate>> prices = new ArrayList<>(catalog.models().stream().filter(model -> used.contains(model.provider()))
                .map(shelf::holding).filter(entry -> entry.prices().isPresent()).map(PriceEntry::verified).toList());
        plans.removeIf(day -> !view.stale(day));
        prices.removeIf(day -> !view.stale(day));
        LocalDate today = LocalDate.ofInstant(gates.times().wall().instant(), ZoneOffset.UTC);
        if (plans.isEmpty() && prices.isEmpty() || !tables.first("stale", today)) {
            return Optional.empty();
        }
        plans.addAll(prices);
        return Optional.of((plans.size() - prices.size()) + " plans and " + prices.size() + " prices in use were not compared with their source"
                + " for more than " + view.settings().staleAfter() + " days" + oldest(plans) + "; /api/plans and /api/prices name them");
    }

    private static String oldest(List<Optional<LocalDate>> days) {
        return days.stream().flatMap(Optional::stream).min(Comparator.naturalOrder()).map(day -> ", the oldest since " + day).orElse("");
    }
}
