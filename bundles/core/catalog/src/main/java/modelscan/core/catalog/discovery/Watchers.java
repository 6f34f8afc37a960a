package modelscan.core.catalog.discovery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.ModelWatcher;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know when a provider serves other models than before. */
final class Watchers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Whiteboard<ModelWatcher> watchers;

    Watchers(BundleContext context) {
        this.watchers = Whiteboard.of(context, ModelWatcher.class, PATIENCE);
    }

    /** Tells all of them, one after the other; what one of them does wrong harms no other. */
    synchronized void tell(String provider, Set<String> added, Set<String> gone) {
        for (Part<ModelWatcher> part : watchers.parts()) {
            Optional<Lease> lease = part.lease();
            if (lease.isEmpty()) {
                continue;
            }
            try (Lease _ = lease.get()) {
                part.service().changed(provider, Set.copyOf(added), Set.copyOf(gone));
            } catch (RuntimeException fault) {
                LOG.warn("{} fails when told of new models", part.identity(), fault);
            }
        }
    }

    @Override
    public void close() {
        watchers.close();
    }
}
