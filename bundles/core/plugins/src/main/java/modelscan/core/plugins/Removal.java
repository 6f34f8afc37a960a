package modelscan.core.plugins;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops and uninstalls bundles so that nothing of them is left. */
final class Removal {
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    // More than the patience of those who use the services of the bundle.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final BundleContext context;

    Removal(BundleContext context) {
        this.context = context;
    }

    /** Answers why the bundle would not go. */
    Optional<String> remove(Bundle bundle) throws InterruptedException {
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        Optional<Throwable> failure = BoundedTask.run("the stop of " + name, LIMIT, () -> {
            uninstall(bundle);
            return null;
        });
        failure.ifPresent(why -> LOG.warn("{} cannot be removed", name, why));
        return failure.map(Reasons::deepest);
    }

    private void uninstall(Bundle bundle) throws Exception {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
        // Without the refresh the framework would keep the class loader for those that are wired to it.
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle));
    }
}
