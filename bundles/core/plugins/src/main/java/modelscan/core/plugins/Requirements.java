package modelscan.core.plugins;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Finds what an unresolved bundle lacks, as deep down as the reason lies. */
final class Requirements {
    private final BundleContext context;

    Requirements(BundleContext context) {
        this.context = context;
    }

    /** The rest of a sentence that begins with the bundle, such as {@code needs package a.b [1.0,2.0), which nobody exports}. */
    Optional<String> missing(Bundle bundle) {
        return missing(bundle, new HashSet<>());
    }

    private Optional<String> missing(Bundle bundle, Set<Bundle> visited) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || !visited.add(bundle)) {
            return Optional.empty();
        }
        return mandatory(revision).flatMap(requirement -> lack(requirement, visited).stream()).findFirst();
    }

    private Optional<String> lack(BundleRequirement requirement, Set<Bundle> visited) {
        List<Bundle> givers = givers(requirement);
        Wanted wanted = Wanted.of(requirement);
        if (givers.isEmpty()) {
            return Optional.of("needs " + wanted.words() + ", which " + wanted.nobody());
        }
        if (givers.stream().anyMatch(Requirements::resolved)) {
            return Optional.empty();
        }
        Bundle giver = givers.getFirst();
        return missing(giver, visited).map(reason -> "needs " + wanted.words() + " of bundle "
                + giver.getSymbolicName() + ", which " + reason);
    }

    private static Stream<BundleRequirement> mandatory(BundleRevision revision) {
        return revision.getDeclaredRequirements(null).stream().filter(Requirements::mandatory);
    }

    private static boolean mandatory(BundleRequirement requirement) {
        var directives = requirement.getDirectives();
        String resolution = directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Constants.RESOLUTION_MANDATORY);
        String effective = directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        return resolution.equals(Constants.RESOLUTION_MANDATORY) && effective.equals(Namespace.EFFECTIVE_RESOLVE)
                && (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE) || !offersItself(requirement));
    }

    /** A bundle that exports the package that it imports is content with its own. */
    private static boolean offersItself(BundleRequirement requirement) {
        return requirement.getRevision().getDeclaredCapabilities(requirement.getNamespace()).stream()
                .anyMatch(requirement::matches);
    }

    private List<Bundle> givers(BundleRequirement requirement) {
        Collection<BundleCapability> capabilities = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class).findProviders(requirement);
        return capabilities.stream().map(capability -> capability.getRevision().getBundle()).distinct().toList();
    }

    private static boolean resolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }
}
