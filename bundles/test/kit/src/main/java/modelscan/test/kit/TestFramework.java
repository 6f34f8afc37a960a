package modelscan.test.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * A real, empty OSGi framework inside a unit test; its own context serves as the context of the class under test.
 *
 * <pre>{@code
 * try (TestFramework framework = TestFramework.start()) {
 *     framework.register(Strategy.class, new Cheapest(), Map.of(Strategy.NAME, "cheapest"));
 *     Route route = new Route(framework.context(), catalog, config);
 * }
 * }</pre>
 */
public final class TestFramework implements AutoCloseable {
    private final Framework framework;
    private final Path storage;

    private TestFramework(Framework framework, Path storage) {
        this.framework = framework;
        this.storage = storage;
    }

    /** Starts an empty framework with its files in a temporary folder. */
    public static TestFramework start() {
        try {
            Path storage = Files.createTempDirectory("modelscan-test");
            Framework framework = new FrameworkFactory().newFramework(Map.of(
                    Constants.FRAMEWORK_STORAGE, storage.toString(),
                    Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE));
            framework.start();
            return new TestFramework(framework, storage);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (BundleException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The context of the framework itself. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Registers a service. */
    public <S> ServiceRegistration<S> register(Class<S> kind, S service, Map<String, ?> properties) {
        Dictionary<String, Object> copy = new Hashtable<>(properties);
        return context().registerService(kind, service, copy);
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
            try (Stream<Path> files = Files.walk(storage)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (BundleException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
