package modelscan.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Knows when the gateway serves: the services that its features await are there, and nobody reports a problem.
 *
 * <p>A bundle reports problems by a {@code Supplier<List<String>>} with {@code modelscan.startup.problems=true}, and a
 * listener by a {@code Supplier<String>} with {@code modelscan.ready=true} and {@code modelscan.listener=<name>}.
 */
final class Readiness {
    private static final String PROBLEMS = "(modelscan.startup.problems=true)";
    private static final String READY = "(modelscan.ready=true)";
    private static final String LISTENER = "modelscan.listener";
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final BundleContext context;
    private final List<Feature> features;

    Readiness(BundleContext context, List<Feature> features) {
        this.context = context;
        this.features = features;
    }

    /** What still stands in the way after at most {@code limit}; empty when nothing does. */
    List<String> await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            // Bundles look around for what they report, while a service that is not there is seen at once.
            if (missing().isEmpty() && reported().isEmpty()) {
                return List.of();
            }
            Thread.sleep(PAUSE);
        }
        List<String> problems = new ArrayList<>(reported());
        problems.addAll(missing());
        return problems;
    }

    /** Address by listener, e.g. {@code data} → {@code http://127.0.0.1:8080}. */
    Map<String, String> listeners() {
        Map<String, String> listeners = new TreeMap<>();
        for (ServiceReference<?> reference : references(READY)) {
            if (supplied(reference) instanceof String address) {
                listeners.put(String.valueOf(reference.getProperty(LISTENER)), address);
            }
        }
        return listeners;
    }

    private List<String> reported() {
        List<String> problems = new ArrayList<>();
        for (ServiceReference<?> reference : references(PROBLEMS)) {
            if (supplied(reference) instanceof List<?> lines) {
                lines.forEach(line -> problems.add(String.valueOf(line)));
            }
        }
        return problems;
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Feature feature : features) {
            feature.awaits().stream().filter(filter -> references(filter).isEmpty()).forEach(filter ->
                    missing.add("feature " + feature.name() + " awaits a service " + filter + ", which nobody registered"));
        }
        return missing;
    }

    private List<ServiceReference<?>> references(String filter) {
        try {
            ServiceReference<?>[] references = context.getServiceReferences((String) null, filter);
            return references == null ? List.of() : List.of(references);
        } catch (InvalidSyntaxException e) {
            throw new StartFailure(ExitCode.BROKEN, "A feature awaits " + filter + ", which is no filter", e);
        }
    }

    private Object supplied(ServiceReference<?> reference) {
        Object service = context.getService(reference);
        try {
            return service instanceof Supplier<?> supplier ? supplier.get() : List.of();
        } finally {
            context.ungetService(reference);
        }
    }
}
