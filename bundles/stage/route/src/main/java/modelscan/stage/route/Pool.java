package modelscan.stage.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;

/** All candidates that can be called, by operation; taken from the catalog once a second at most. */
final class Pool {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Catalog catalog;
    private final Set<String> spare;
    private final LongSupplier nanos;
    private volatile Stock stock;

    /** Who was there at a moment. */
    record Stock(Map<Operation, List<Candidate>> byOperation, String snapshot, long taken) {
    }

    Pool(Catalog catalog, Set<String> spare, LongSupplier nanos) {
        this.catalog = catalog;
        this.spare = spare;
        this.nanos = nanos;
    }

    List<Candidate> of(Operation operation) {
        return stock().byOperation().getOrDefault(operation, List.of());
    }

    /** A word that changes when providers or models do. */
    String snapshot() {
        return stock().snapshot();
    }

    /** Who is there now. */
    Stock stock() {
        Stock known = stock;
        long now = nanos.getAsLong();
        if (known == null || now - known.taken() >= FRESH) {
            known = taken(now);
            stock = known;
        }
        return known;
    }

    private Stock taken(long now) {
        Set<String> ready = new HashSet<>();
        int hash = 0;
        for (Catalog.Entry entry : catalog.providers()) {
            Provider.Health.State state = entry.health().state();
            hash = 31 * hash + entry.about().id().hashCode() + entry.bundle().hashCode() + state.ordinal();
            if (state == Provider.Health.State.UP || state == Provider.Health.State.DEGRADED) {
                ready.add(entry.about().id());
            }
        }
        Map<Operation, List<Candidate>> found = new EnumMap<>(Operation.class);
        Map<Operation, List<Candidate>> spares = new EnumMap<>(Operation.class);
        for (Candidate candidate : catalog.models()) {
            hash = 31 * hash + candidate.model().id().hashCode();
            if (ready.contains(candidate.provider())) {
                Map<Operation, List<Candidate>> shelf = spare.contains(candidate.provider()) ? spares : found;
                candidate.model().operations().forEach(operation ->
                        shelf.computeIfAbsent(operation, _ -> new ArrayList<>()).add(candidate));
            }
        }
        spares.forEach(found::putIfAbsent);
        found.replaceAll((_, candidates) -> List.copyOf(candidates));
        return new Stock(found, Integer.toHexString(hash), now);
    }
}
