package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Real framework, hand-made bundles. */
class GatewayTest {
    private static final Feature LISTENING =
            new Feature("gateway", "", List.of("good"), List.of("(modelscan.listener=data)"));

    @TempDir
    Path folder;

    private Gateway gateway;

    @AfterEach
    void stop() {
        assertTrue(gateway.stop());
    }

    @Test
    void listenersAreKnownWhenItIsReady() throws Exception {
        Map<String, String> listeners = start(List.of(LISTENING), new BundleJar("good").activator(Listening.class));

        assertEquals(Map.of("data", "http://127.0.0.1:4711"), listeners);
    }

    @Test
    void anyOrderWillDo() throws Exception {
        BundleJar exporter = new BundleJar("exporter").header("Export-Package", "a.b;version=1.5");
        BundleJar importer = new BundleJar("good").activator(Listening.class)
                .header("Import-Package", "org.osgi.framework,a.b;version=\"[1,2)\"");
        BundleJar fragment = new BundleJar("afragment").header("Fragment-Host", "good");

        assertEquals(1, start(List.of(LISTENING), fragment, importer, exporter).size());
    }

    @Test
    void everyUnresolvedBundleIsNamedWithWhatItMisses() {
        BundleJar first = new BundleJar("first").header("Import-Package", "a.b;version=\"[1,2)\"");
        BundleJar second = new BundleJar("second").header("Require-Bundle", "absent");
        BundleJar third = new BundleJar("third").header("Import-Package", "c").header("Export-Package", "d");
        BundleJar fourth = new BundleJar("fourth").header("Import-Package", "d");

        StartFailure failure = assertThrows(StartFailure.class, () -> start(List.of(), first, second, third, fourth));

        assertEquals(ExitCode.UNSATISFIED, failure.exitCode());
        assertEquals(List.of(
                "first 1.0.0 needs package a.b [1.0.0,2.0.0), which no installed bundle exports",
                "second 1.0.0 needs bundle absent, which is not installed",
                "third 1.0.0 needs package c, which no installed bundle exports",
                "fourth 1.0.0 needs package d, which only third exports, and that cannot be resolved itself"),
                failure.getMessage().lines().map(line -> line.replace(" 0.0.0,", ",")).toList());
    }

    @Test
    void fragmentWithoutHostIsNamed() {
        StartFailure failure = assertThrows(StartFailure.class,
                () -> start(List.of(), new BundleJar("part").header("Fragment-Host", "absent")));

        assertEquals("part 1.0.0 is a fragment without its host", failure.getMessage());
    }

    @Test
    void absentBundleOfAFeatureIsNamed() {
        StartFailure failure = assertThrows(StartFailure.class, () -> start(List.of(LISTENING), new BundleJar("other")));

        assertEquals("feature gateway needs bundle good, which is not in bundles/", failure.getMessage());
    }

    @Test
    void failingActivatorIsNamedWithItsReason() {
        StartFailure failure = assertThrows(StartFailure.class,
                () -> start(List.of(), new BundleJar("bad").activator(Failing.class)));

        assertEquals("bad 1.0.0 cannot be started: java.lang.IllegalStateException: no luck", failure.getMessage());
    }

    private Map<String, String> start(List<Feature> features, BundleJar... jars) throws Exception {
        ClassPathBundles none = new ClassPathBundles(List.of(), GatewayTest.class.getClassLoader());
        gateway = new Gateway(new FrameworkFactory(), settings(), none, written(jars), features);
        return gateway.start(event -> { });
    }

    private Map<String, String> settings() {
        Home home = Home.at(folder.resolve("home"));
        return FrameworkSettings.of(new Options(home.root(), 0, 0), home, new Distribution(folder));
    }

    private List<Path> written(BundleJar... jars) throws IOException {
        return Arrays.stream(jars).map(jar -> {
            try {
                return jar.write(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    /** Stands for the HTTP bundle. */
    public static final class Listening implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            Dictionary<String, Object> properties = new Hashtable<>(Map.of("modelscan.ready", true));
            properties.put("modelscan.listener", "data");
            context.registerService(Supplier.class, () -> "http://127.0.0.1:4711", properties);
        }

        @Override
        public void stop(BundleContext context) {
            // the framework takes the service back
        }
    }

    /** Cannot start. */
    public static final class Failing implements BundleActivator {
        @Override
        public void start(BundleContext context) throws BundleException {
            throw new BundleException("outer", new IllegalStateException("no luck"));
        }

        @Override
        public void stop(BundleContext context) {
            // was never started
        }
    }
}
