package modelscan.launcher;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * The bundles whose jars are on the class path: their classes come from there. Java keeps such classes loaded and linked in
 * the archive of the distribution, but none of the class loader of a bundle. All other bundles stay as they are.
 */
final class ClassPathBundles implements ModuleConnector {
    private static final String SCHEME = "classpath:";

    private final Set<Path> jars;
    private final ClassLoader classes;

    ClassPathBundles(Collection<Path> jars, ClassLoader classes) {
        this.jars = jars.stream().map(ClassPathBundles::exact).collect(Collectors.toUnmodifiableSet());
        this.classes = classes;
    }

    static ClassPathBundles ofThisProcess() {
        return new ClassPathBundles(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty()).map(Path::of).toList(), ClassPathBundles.class.getClassLoader());
    }

    /** Where to install a jar from: a location that this class connects, or the file itself. */
    String location(Path jar) {
        return (jars.contains(exact(jar)) ? SCHEME : "reference:") + jar.toUri();
    }

    @Override
    public void initialize(File storage, Map<String, String> settings) {
        // nothing is kept between runs
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return location.startsWith(SCHEME) ? Optional.of(module(location.substring(SCHEME.length()))) : Optional.empty();
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }

    /** The framework asks again after an update: then the file may have changed. */
    private ConnectModule module(String file) {
        return () -> new JarContent(Path.of(URI.create(file)), classes);
    }

    private static Path exact(Path jar) {
        return jar.toAbsolutePath().normalize();
    }
}
