package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

class ReadinessTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private Framework framework;

    @BeforeEach
    void start() throws BundleException {
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void nothingAwaitedAndNothingReportedIsReady() throws InterruptedException {
        assertEquals(List.of(), readiness("").await(Duration.ZERO));
    }

    @Test
    void reportedProblemsAndAbsentServicesStandInTheWay() throws InterruptedException {
        register(() -> List.of("component a.B waits for c.D"), "modelscan.startup.problems", true);

        List<String> problems = readiness("(absent=*)").await(Duration.ZERO);

        assertEquals(List.of("component a.B waits for c.D",
                "feature x awaits a service (absent=*), which nobody registered"), problems);
    }

    @Test
    void waitsUntilTheProblemsAreGone() throws InterruptedException {
        Deque<List<String>> answers = new ArrayDeque<>(List.of(List.of("one", "two"), List.of("two"), List.of()));
        register(answers::remove, "modelscan.startup.problems", true);

        assertEquals(List.of(), readiness("").await(LONG));
        assertEquals(0, answers.size());
    }

    @Test
    void waitsForServicesThatComeLate() throws InterruptedException {
        Thread late = Thread.ofVirtual().start(() -> register(() -> "http://127.0.0.1:1", "modelscan.listener", "data"));

        assertEquals(List.of(), readiness("(modelscan.listener=data)").await(LONG));
        late.join();
    }

    @Test
    void listenersAreKnownByName() {
        framework.getBundleContext().registerService(Supplier.class, () -> "http://127.0.0.1:1",
                new Hashtable<>(Map.of("modelscan.ready", "true", "modelscan.listener", "data")));
        framework.getBundleContext().registerService(Supplier.class, () -> "http://127.0.0.1:2",
                new Hashtable<>(Map.of("modelscan.ready", "true", "modelscan.listener", "management")));

        assertEquals(Map.of("data", "http://127.0.0.1:1", "management", "http://127.0.0.1:2"), readiness("").listeners());
    }

    @Test
    void brokenFilterIsTold() {
        assertThrows(StartFailure.class, () -> readiness("(no filter").await(Duration.ZERO));
    }

    private Readiness readiness(String awaits) {
        List<String> filters = awaits.isEmpty() ? List.of() : List.of(awaits);
        return new Readiness(framework.getBundleContext(), List.of(new Feature("x", "", List.of("y"), filters)));
    }

    private void register(Supplier<?> supplier, String property, Object value) {
        framework.getBundleContext().registerService(Supplier.class, supplier, new Hashtable<>(Map.of(property, value)));
    }
}
