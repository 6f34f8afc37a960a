package modelscan.core.catalog;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import modelscan.api.gateway.Ability;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceBook;
import modelscan.api.gateway.PriceOverrides;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.api.model.Usage;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import modelscan.core.catalog.discovery.DiscoverySettings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Knows the providers that are there and calls them under a lease. */
@Component(service = {Catalog.class, PriceBook.class})
public final class ProviderCatalog implements Catalog, PriceBook {
    // A long answer may take minutes; whoever stops a provider waits for it.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<Operation, Whiteboard<? extends Ability>> abilities = new EnumMap<>(Operation.class);
    private final Whiteboard<Provider> providers;
    private final Whiteboard<PriceOverrides> prices;
    private final DiscoverySettings settings;
    private final AtomicLong changes = new AtomicLong();
    private volatile Stock stock = new Stock(-1, Inventory.EMPTY);

    /** What was there after so many changes. */
    private record Stock(long change, Inventory inventory) {
    }

    @Activate
    public ProviderCatalog(BundleContext context, @Reference DiscoverySettings settings) {
        this.settings = settings;
        for (Operation operation : Operation.values()) {
            DescribedPlugin.ability(operation).ifPresent(kind -> abilities.put(operation,
                    Whiteboard.of(context, kind, PATIENCE, _ -> changes.incrementAndGet())));
        }
        this.prices = Whiteboard.of(context, PriceOverrides.class, Duration.ZERO, _ -> changes.incrementAndGet());
        // Provider services are only read, never held: nobody waits for them.
        this.providers = Whiteboard.of(context, Provider.class, Duration.ZERO, _ -> changes.incrementAndGet());
    }

    @Deactivate
    void deactivate() {
        abilities.values().forEach(Whiteboard::close);
        providers.close();
        prices.close();
    }

    // Many come at once when the gateway starts: stock is taken when somebody looks.
    private Inventory inventory() {
        Stock taken = stock;
        return taken.change() == changes.get() ? taken.inventory() : takeStock();
    }

    private synchronized Inventory takeStock() {
        long change = changes.get();
        if (stock.change() != change) {
            Map<Operation, List<? extends Part<? extends Ability>>> found = new EnumMap<>(Operation.class);
            abilities.forEach((operation, whiteboard) -> found.put(operation, whiteboard.parts()));
            stock = new Stock(change, Inventory.of(providers.parts(), found, new PriceTags(prices.parts())));
        }
        return stock.inventory();
    }

    @Override
    public List<Entry> providers() {
        LocalDate oldest = LocalDate.now(ZoneOffset.UTC).minusDays(settings.staleAfter());
        return inventory().shelves().values().stream().map(shelf -> entry(shelf, oldest)).toList();
    }

    private static Entry entry(Inventory.Shelf shelf, LocalDate oldest) {
        Provider provider = shelf.provider().service();
        int running = shelf.abilities().values().stream().mapToInt(Part::running).sum();
        List<Model> models = shelf.models().values().stream().map(Candidate::model).toList();
        Optional<LocalDate> verified = models.stream().flatMap(model -> model.verified().stream()).min(Comparator.naturalOrder());
        return new Entry(provider.about(), provider.health(), shelf.abilities().keySet(), models,
                shelf.provider().bundle().getSymbolicName() + " " + shelf.provider().bundle().getVersion(), running,
                verified, verified.map(oldest::isAfter).orElse(false));
    }

    @Override
    public List<Candidate> models() {
        return inventory().shelves().values().stream().flatMap(shelf -> shelf.models().values().stream())
                .sorted(Comparator.comparing(Candidate::name)).toList();
    }

    @Override
    public List<Candidate> candidates(String model, Operation operation) {
        return inventory().candidates(model, operation);
    }

    @Override
    public Reply call(Exchange exchange, Candidate candidate) {
        Optional<Part<? extends Ability>> part = inventory().ability(candidate.provider(), exchange.operation());
        LeasedReply reply = new LeasedReply(candidate, exchange.attempt(), inventory().tags());
        Optional<Lease> lease = part.flatMap(found -> found.lease(reply::revoke));
        if (lease.isEmpty() && part.isPresent()) {
            // It is being replaced: whoever takes over is in the inventory already.
            part = inventory().ability(candidate.provider(), exchange.operation());
            lease = part.flatMap(found -> found.lease(reply::revoke));
        }
        if (lease.isEmpty()) {
            return Reply.refused(Failure.of(ErrorCode.PROVIDER_GONE, "provider " + candidate.provider()
                    + " is not there any more").by(candidate.provider()));
        }
        return reply.over(part.get().service(), exchange, lease.get());
    }

    @Override
    public Cost cost(Candidate candidate, Usage usage) {
        return candidate.model().prices().map(prices -> prices.cost(usage))
                .orElseGet(() -> new Cost.Unknown("no price is known for " + candidate.name()));
    }
}
