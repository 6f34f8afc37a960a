package modelscan.core.plugins.sample;

import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into test bundles: registers a service that says the version of its bundle. */
public final class Greeter implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String version = context.getBundle().getVersion().toString();
        Supplier<String> greeting = () -> version;
        context.registerService(Supplier.class.getName(), greeting,
                new Hashtable<>(Map.of("greeting", context.getBundle().getSymbolicName())));
    }

    @Override
    public void stop(BundleContext context) {
    }
}
