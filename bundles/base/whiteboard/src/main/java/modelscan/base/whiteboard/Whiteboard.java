package modelscan.base.whiteboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * All services of a kind, in order, as a list that never changes under the reader.
 *
 * <p>The order is: higher ranking first; of equal ranking the one registered <em>later</em> first, so that a new version
 * that was started beside the old one takes over. A service that goes away is taken off the list at once; the thread that
 * stops its bundle then waits until all its leases are closed.
 *
 * <pre>{@code
 * Whiteboard<Strategy> strategies = Whiteboard.of(context, Strategy.class, Duration.ofSeconds(10));
 * for (Part<Strategy> part : strategies.parts()) {
 *     try (Lease lease = part.lease().orElseThrow()) {
 *         part.service().order(exchange, candidates);
 *     }
 * }
 * }</pre>
 *
 * @param <S> the kind of service
 */
public final class Whiteboard<S> implements AutoCloseable {
    /**
     * Service property of a {@link ToIntFunction} that each whiteboard registers: how many leases are out for the bundle of
     * the given id.
     */
    public static final String RUNNING = "modelscan.plugin.running";

    private final BundleContext context;
    private final Duration patience;
    private final Consumer<List<Part<S>>> onChange;
    private final ServiceTracker<S, Part<S>> tracker;
    private final ServiceRegistration<?> census;
    private final Object lock = new Object();
    private volatile List<Part<S>> parts = List.of();
    private volatile boolean closed;

    private Whiteboard(BundleContext context, Class<S> kind, Duration patience, Consumer<List<Part<S>>> onChange) {
        this.context = Objects.requireNonNull(context, "context");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.onChange = Objects.requireNonNull(onChange, "onChange");
        this.tracker = new ServiceTracker<>(context, kind, new Changes());
        ToIntFunction<Object> running = this::running;
        this.census = context.registerService(ToIntFunction.class.getName(), running,
                new Hashtable<>(Map.of(RUNNING, true)));
    }

    /** A whiteboard of the services of a kind; {@code patience} is how long a leaving service may finish its work. */
    public static <S> Whiteboard<S> of(BundleContext context, Class<S> kind, Duration patience) {
        return of(context, kind, patience, parts -> { });
    }

    /** The same; {@code onChange} is shown the new list after every change, one change at a time. */
    public static <S> Whiteboard<S> of(BundleContext context, Class<S> kind, Duration patience,
            Consumer<List<Part<S>>> onChange) {
        Whiteboard<S> whiteboard = new Whiteboard<>(context, kind, patience, onChange);
        whiteboard.tracker.open();
        return whiteboard;
    }

    /** The services now, best first; the list never changes. */
    public List<Part<S>> parts() {
        return parts;
    }

    /** Forgets the services, without waiting for anybody. */
    @Override
    public void close() {
        closed = true;
        census.unregister();
        tracker.close();
    }

    private int running(Object bundle) {
        return parts.stream().filter(part -> bundle.equals(part.bundle().getBundleId())).mapToInt(Part::running).sum();
    }

    private void change(Consumer<List<Part<S>>> edit) {
        synchronized (lock) {
            List<Part<S>> next = new ArrayList<>(parts);
            edit.accept(next);
            next.sort(Comparator.<Part<S>>comparingInt(part -> -part.ranking())
                    .thenComparing(Comparator.<Part<S>>comparingLong(Part::serviceId).reversed()));
            parts = List.copyOf(next);
            onChange.accept(parts);
        }
    }

    private final class Changes implements ServiceTrackerCustomizer<S, Part<S>> {
        @Override
        public Part<S> addingService(ServiceReference<S> reference) {
            S service = context.getService(reference);
            if (service == null) {
                return null;
            }
            Part<S> part = new Part<>(service, properties(reference), reference.getBundle());
            change(list -> list.add(part));
            return part;
        }

        @Override
        public void modifiedService(ServiceReference<S> reference, Part<S> part) {
            // The service stays the same object, so nobody has to wait.
            part.replaceProperties(properties(reference));
            change(list -> { });
        }

        @Override
        public void removedService(ServiceReference<S> reference, Part<S> part) {
            change(list -> list.remove(part));
            part.usage().drain(closed ? Duration.ZERO : patience, this::stopping);
            context.ungetService(reference);
        }

        // Nobody wants to wait minutes for a process to end.
        private boolean stopping() {
            return context.getBundle(0).getState() == Bundle.STOPPING;
        }

        private Map<String, Object> properties(ServiceReference<S> reference) {
            Map<String, Object> properties = new HashMap<>();
            for (String key : reference.getPropertyKeys()) {
                properties.put(key, reference.getProperty(key));
            }
            return Map.copyOf(properties);
        }
    }
}
