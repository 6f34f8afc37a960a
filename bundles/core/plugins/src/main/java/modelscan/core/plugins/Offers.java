package modelscan.core.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/** Knows which bundle says in its manifest that it offers a service, though it is not at work. */
final class Offers {
    private static final String SERVICE = "osgi.service";
    private static final String KIND = "objectClass";

    private final BundleContext context;
    private final BundleDiagnosis bundles;

    Offers(BundleContext context, BundleDiagnosis bundles) {
        this.context = context;
        this.bundles = bundles;
    }

    /** Such as {@code bundle b would offer, but it needs package c, which nobody exports}. */
    Optional<String> of(String service) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE && says(bundle, service))
                .findFirst()
                .map(bundle -> "bundle " + bundle.getSymbolicName() + " would offer, but it " + bundles.state(bundle));
    }

    private static boolean says(Bundle bundle, String service) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && revision.getDeclaredCapabilities(SERVICE).stream().anyMatch(one -> names(one, service));
    }

    private static boolean names(BundleCapability capability, String service) {
        return switch (capability.getAttributes().get(KIND)) {
            case null -> false;
            case List<?> kinds -> kinds.contains(service);
            case Object kind -> kind.toString().equals(service);
        };
    }
}
