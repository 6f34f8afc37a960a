package modelscan.stage.budget;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** A service that is got when it is first needed, and kept until it goes: requests must not search for it. */
final class Followed<S> implements ServiceTrackerCustomizer<S, ServiceReference<S>> {
    private final BundleContext context;
    private final ServiceTracker<S, ServiceReference<S>> tracker;
    private volatile S got;

    Followed(BundleContext context, Class<S> kind) {
        this.context = context;
        this.tracker = new ServiceTracker<>(context, kind, this);
        tracker.open();
    }

    Optional<S> service() {
        S known = got;
        return Optional.ofNullable(known == null ? find() : known);
    }

    private S find() {
        ServiceReference<S> reference = tracker.getServiceReference();
        S found = reference == null ? null : context.getService(reference);
        got = found;
        // It may have gone in the meantime, and nobody would forget it then.
        if (found != null && tracker.getService(reference) == null) {
            got = null;
        }
        return found;
    }

    @Override
    public ServiceReference<S> addingService(ServiceReference<S> reference) {
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, ServiceReference<S> same) {
        // It is the same one.
    }

    @Override
    public void removedService(ServiceReference<S> reference, ServiceReference<S> same) {
        got = null;
    }

    void close() {
        tracker.close();
    }
}
