package modelscan.stage.limit;

import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceOverrides;
import modelscan.api.gateway.Prices;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The imported prices, in memory. */
@Component(service = PriceShelf.class)
public final class PriceShelf implements PriceOverrides {
    private static final String REVISION = "modelscan.prices.revision";

    private final Map<PriceEntry.Key, PriceEntry> entries = new ConcurrentSkipListMap<>();
    private final ServiceRegistration<PriceOverrides> registration;
    private int revision;

    /** Offers them to the catalog. */
    @Activate
    public PriceShelf(BundleContext context) {
        this.registration = context.registerService(PriceOverrides.class, this, new Hashtable<>(Map.of(REVISION, 0)));
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
    }

    @Override
    public Optional<Prices> prices(String provider, String model) {
        return entry(new PriceEntry.Key(provider, model)).flatMap(PriceEntry::prices);
    }

    /** The price that holds: what was imported, else what the provider is shipped with. */
    PriceEntry holding(Candidate candidate) {
        Model model = candidate.model();
        return entry(new PriceEntry.Key(candidate.provider(), model.id())).filter(entry -> entry.prices().isPresent())
                .orElseGet(() -> new PriceEntry(model.prices(), model.source(), model.verified(), Instant.EPOCH, ""));
    }

    Optional<PriceEntry> entry(PriceEntry.Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Takes over prices; the catalog looks at them when the next one asks it. */
    synchronized void put(Map<PriceEntry.Key, PriceEntry> changed) {
        if (!changed.isEmpty()) {
            entries.putAll(changed);
            revision++;
            registration.setProperties(new Hashtable<>(Map.of(REVISION, revision)));
        }
    }
}
