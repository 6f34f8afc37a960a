package modelscan.core.plugins.sample;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Goes into test bundles: cannot be started. */
public final class Thrower implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("the moon is in the wrong quarter");
    }

    @Override
    public void stop(BundleContext context) {
    }
}
