package modelscan.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

/** The bundles of the distribution in the framework: all installed first, then all started. */
final class Installation {
    private final BundleContext context;
    private final ClassPathBundles classPath;
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Installation(BundleContext context, ClassPathBundles classPath) {
        this.context = context;
        this.classPath = classPath;
    }

    /** Installs and starts; answers what went wrong, one sentence for each bundle. */
    List<String> run(List<Path> jars, List<Feature> features) {
        jars.forEach(this::install);
        features.forEach(this::checkPresent);
        bundles.stream().filter(bundle -> !fragment(bundle)).forEach(this::start);
        bundles.forEach(this::checkState);
        return List.copyOf(problems);
    }

    private void install(Path jar) {
        try {
            Bundle bundle = context.installBundle(classPath.location(jar));
            if (bundle.getSymbolicName() == null) {
                problems.add(jar.getFileName() + " cannot be installed: it is no bundle, for it has no Bundle-SymbolicName");
            } else {
                bundles.add(bundle);
            }
        } catch (BundleException e) {
            problems.add(jar.getFileName() + " cannot be installed: " + innermost(e));
        }
    }

    private void checkPresent(Feature feature) {
        Set<String> present = bundles.stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
        feature.bundles().stream().filter(name -> !present.contains(name)).forEach(name ->
                problems.add("feature " + feature.name() + " needs bundle " + name + ", which is not in bundles/"));
    }

    private void start(Bundle bundle) {
        try {
            bundle.start();
        } catch (BundleException e) {
            problems.add(title(bundle) + " " + reason(e));
        }
    }

    /** A fragment is never started, and a bundle may stop itself without a word. */
    private void checkState(Bundle bundle) {
        int wanted = fragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE;
        if (bundle.getState() == wanted || problems.stream().anyMatch(line -> line.startsWith(title(bundle) + " "))) {
            return;
        }
        problems.add(title(bundle) + (fragment(bundle) ? " is a fragment without its host" : " did not stay active"));
    }

    private static boolean fragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static String title(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static String reason(BundleException failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        return MissingRequirement.parse(message).map(MissingRequirement::sentence)
                .orElseGet(() -> "cannot be started: " + innermost(failure));
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
