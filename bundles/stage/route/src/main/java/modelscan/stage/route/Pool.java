package modelscan.stage.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;

/** All candidates that can be called, by operation; taken from the catalog once a second at most. */
final class Pool {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Sources sources;
    private final Set<String> spare;
    private final LongSupplier nanos;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Stock stock;
    private volatile long checked;

    /** Who was there at a moment. */
    record Stock(Map<Operation, List<Candidate>> byOperation, String snapshot) {
        /** Whether the very same candidates were there then: whatever was found out about those lists holds on. */
        boolean same(Stock before) {
            if (before == null || !snapshot.equals(before.snapshot) || !byOperation.keySet().equals(before.byOperation.keySet())) {
                return false;
            }
            for (Map.Entry<Operation, List<Candidate>> one : byOperation.entrySet()) {
                List<Candidate> others = before.byOperation.get(one.getKey());
                if (!same(one.getValue(), others)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean same(List<Candidate> these, List<Candidate> others) {
            boolean same = these.size() == others.size();
            for (int place = 0; same && place < these.size(); place++) {
                same = these.get(place) == others.get(place);
            }
            return same;
        }
    }

    Pool(Sources sources, Set<String> spare, LongSupplier nanos) {
        this.sources = sources;
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
        boolean old = known == null || now - checked >= FRESH;
        // One looks; the others need not wait for what will nearly always be the same.
        if (known != null && (!old || !looking.tryLock())) {
            return known;
        }
        if (known == null) {
            looking.lock();
        }
        try {
            Stock taken = taken();
            stock = taken.same(stock) ? stock : taken;
            checked = nanos.getAsLong();
            return stock;
        } finally {
            looking.unlock();
        }
    }

    private Stock taken() {
        Catalog catalog = sources.catalog();
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
        return new Stock(found, Integer.toHexString(hash));
    }
}
