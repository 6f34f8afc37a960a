package modelscan.core.plugins;

import java.util.Collection;
import java.util.Optional;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps the versions of one plugin apart while they run side by side.
 *
 * <p>A new version that got a package from the old one would fall with it, and two singletons of one name could not both run.
 */
final class Apart implements ResolverHookFactory, ResolverHook {
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        filter(requirement.getRevision(), candidates);
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        filter(singleton.getRevision(), collisions);
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // all of them
    }

    @Override
    public void end() {
        // nothing was begun
    }

    private static void filter(BundleRevision revision, Collection<BundleCapability> others) {
        Optional<Generation> own = Generation.of(revision.getBundle());
        if (own.isPresent()) {
            others.removeIf(other -> !other.getRevision().getBundle().equals(revision.getBundle())
                    && Generation.of(other.getRevision().getBundle())
                            .filter(generation -> generation.file().equals(own.get().file())).isPresent());
        }
    }
}
