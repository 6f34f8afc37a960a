package modelscan.core.plugins;

import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Says how a bundle is, apart from its components. */
final class BundleDiagnosis {
    private final BundleContext context;
    private final Requirements requirements;

    BundleDiagnosis(BundleContext context) {
        this.context = context;
        this.requirements = new Requirements(context);
    }

    /** A fragment is never started; a lazy bundle is at work while it starts. */
    boolean works(Bundle bundle) {
        int state = bundle.getState();
        return state == Bundle.ACTIVE || fragment(bundle) && state == Bundle.RESOLVED || state == Bundle.STARTING && lazy(bundle);
    }

    /** The rest of a sentence that begins with the bundle. */
    String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "is active";
            case Bundle.STARTING -> lazy(bundle) ? "is active as soon as somebody needs it" : "is still starting";
            case Bundle.STOPPING -> "is stopping";
            case Bundle.UNINSTALLED -> "is not installed any more";
            case Bundle.RESOLVED -> fragment(bundle) ? "is attached to its host"
                    : "has all that it needs, but is not started";
            default -> unresolved(bundle);
        };
    }

    private String unresolved(Bundle bundle) {
        return requirements.missing(bundle).map(missing -> "is installed but " + missing)
                .orElseGet(() -> resolvable(bundle) ? "is installed, but is not started"
                        : "is installed, but the packages that it would get do not fit together");
    }

    private boolean resolvable(Bundle bundle) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class)
                .resolveBundles(Set.of(bundle));
    }

    private static boolean fragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static boolean lazy(Bundle bundle) {
        String policy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }
}
