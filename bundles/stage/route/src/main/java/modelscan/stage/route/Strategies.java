package modelscan.stage.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;

/**
 * The strategies that are installed at the moment.
 *
 * <p>While one is replaced, candidates are tried in the order in which they are listed.
 */
final class Strategies implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long REPLACED = Duration.ofSeconds(30).toNanos();
    private static final int MOST_GONE = 100;

    private final LongSupplier nanos;
    private final Map<String, Long> gone = new ConcurrentHashMap<>();
    private volatile Map<String, Part<Strategy>> named = Map.of();
    private final Whiteboard<Strategy> strategies;

    Strategies(BundleContext context, LongSupplier nanos) {
        this.nanos = nanos;
        this.strategies = Whiteboard.of(context, Strategy.class, PATIENCE, this::take);
    }

    // One change at a time; the first part of a name is the one that counts.
    private void take(List<Part<Strategy>> parts) {
        Map<String, Part<Strategy>> now = new HashMap<>();
        parts.forEach(part -> part.text(Strategy.NAME).ifPresent(name -> now.putIfAbsent(name, part)));
        if (gone.size() > MOST_GONE) {
            gone.clear();
        }
        long time = nanos.getAsLong();
        named.keySet().stream().filter(name -> !now.containsKey(name)).forEach(name -> gone.put(name, time));
        named = Map.copyOf(now);
    }

    /**
     * Puts candidates in order.
     *
     * @throws FailureException if there is no strategy of this name, and was none a moment ago
     */
    List<Candidate> order(String name, Exchange exchange, List<Candidate> candidates) {
        Optional<List<Candidate>> ordered = ordered(name, exchange, candidates);
        // It was just being replaced: whoever takes over is there already, or will be.
        ordered = ordered.isPresent() ? ordered : ordered(name, exchange, candidates);
        if (ordered.isPresent()) {
            return ordered.get();
        }
        Long left = gone.get(name);
        if (named.containsKey(name) || left != null && nanos.getAsLong() - left < REPLACED) {
            return candidates;
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "there is no strategy '" + name + "'; there are "
                + new TreeSet<>(named.keySet())).at("x-modelscan-strategy"));
    }

    private Optional<List<Candidate>> ordered(String name, Exchange exchange, List<Candidate> candidates) {
        Part<Strategy> part = named.get(name);
        Optional<Lease> lease = part == null ? Optional.empty() : part.lease();
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (Lease _ = lease.get()) {
            return Optional.of(part.service().order(exchange, candidates));
        }
    }

    @Override
    public void close() {
        strategies.close();
    }
}
