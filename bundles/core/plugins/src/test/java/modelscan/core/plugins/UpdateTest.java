package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import modelscan.api.gateway.Plugins.State;
import modelscan.core.plugins.sample.Greeter;
import modelscan.core.plugins.sample.Thrower;
import modelscan.core.plugins.sample.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.wiring.BundleWiring;

/** Replacing a running plugin, in a real framework. */
class UpdateTest {
    @TempDir
    Path home;
    private TestGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = new TestGateway(home).open();
        gateway.drop("a.jar", greeter("1.0.0"));
        gateway.awaitVersion("a.jar", "1.0.0");
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void serviceIsNeverAbsent() throws Exception {
        Census census = new Census();
        gateway.context().addServiceListener(census, "(greeting=a)");
        for (int update = 1; update <= 5; update++) {
            String version = "1." + update + ".0";
            gateway.drop("a.jar", greeter(version));
            gateway.awaitVersion("a.jar", version);
        }
        gateway.await("the old ones to go", () -> gateway.bundles().size() == 1);

        assertEquals(1, census.now.get());
        assertEquals(1, census.fewest.get());
        assertEquals("1.5.0", greeting());
    }

    @Test
    void sameVersionWithOtherContentIsAnUpdateToo() throws Exception {
        Bundle before = gateway.bundles().getFirst();
        gateway.drop("a.jar", TestBundle.named("a", "1.0.0").activator(Greeter.class).header("Built", "again").bytes());

        gateway.await("the old one to go", () -> before.getState() == Bundle.UNINSTALLED);
        assertEquals("1.0.0", greeting());
    }

    @Test
    void sameContentChangesNothing() throws Exception {
        Bundle before = gateway.bundles().getFirst();
        byte[] same = greeter("2.0.0");
        gateway.drop("a.jar", same);
        gateway.await("the old one to go", () -> before.getState() == Bundle.UNINSTALLED);
        Bundle running = gateway.bundles().getFirst();

        gateway.drop("a.jar", same.clone());
        gateway.drop("z.jar", TestBundle.named("z", "1").bytes());
        gateway.awaitPlugin("z.jar", State.ACTIVE);

        assertEquals(Bundle.ACTIVE, running.getState());
        assertEquals(2, gateway.bundles().size());
    }

    @Test
    void oldStaysWhenNewThrows() throws Exception {
        gateway.drop("a.jar", TestBundle.named("a", "2.0.0").activator(Thrower.class).bytes());

        assertTrue(gateway.awaitPlugin("a.jar", State.FAILED).why().contains("wrong quarter"));
        gateway.await("the new one to go", () -> gateway.bundles().size() == 1);
        assertEquals("1.0.0", greeting());
        assertTrue(gateway.directory().why("a").orElseThrow().contains("wrong quarter"));

        gateway.drop("a.jar", greeter("3.0.0"));
        gateway.awaitVersion("a.jar", "3.0.0");
        assertTrue(gateway.plugin("a.jar", State.FAILED).isEmpty());
    }

    @Test
    void oldStaysWhenNewLacksPackageAndGoesWhenThatComes() throws Exception {
        gateway.drop("a.jar", TestBundle.named("a", "2.0.0").activator(Greeter.class)
                .header("Import-Package", "org.osgi.framework,given.pkg").bytes());

        assertEquals("a needs package given.pkg, which nobody exports", gateway.awaitPlugin("a.jar", State.FAILED).why());
        assertEquals("1.0.0", greeting());

        gateway.drop("gives.jar", TestBundle.named("gives", "1").header("Export-Package", "given.pkg").bytes());
        gateway.awaitVersion("a.jar", "2.0.0");
    }

    @Test
    void oldStaysWhenPartOfNewWaits() throws Exception {
        gateway.drop("a.jar", TestBundle.named("a", "2.0.0").activator(Greeter.class)
                .component("a.worker", Worker.class, "java.lang.Runnable", "java.lang.AutoCloseable").bytes());

        assertEquals("component a.worker waits for a service java.lang.AutoCloseable, which no bundle offers at the moment",
                gateway.awaitPlugin("a.jar", State.FAILED).why());
        gateway.await("the new one to go", () -> gateway.bundles().size() == 1);
        assertEquals("1.0.0", greeting());
    }

    @Test
    void oldStaysWhenExtenderObjects() throws Exception {
        long old = gateway.bundles().getFirst().getBundleId();
        LongFunction<String> extender = id -> id == old ? "" : "provider.json: unknown key 'modles'";
        gateway.register(LongFunction.class, extender, "modelscan.plugin.problem");
        gateway.drop("a.jar", greeter("2.0.0"));

        assertEquals("provider.json: unknown key 'modles'", gateway.awaitPlugin("a.jar", State.FAILED).why());
        gateway.await("the new one to go", () -> gateway.bundles().size() == 1);
        assertEquals("1.0.0", greeting());
    }

    @Test
    void oldFinishesWhatItHas() throws Exception {
        AtomicInteger running = new AtomicInteger(1);
        Bundle old = gateway.bundles().getFirst();
        ToIntFunction<Object> census = id -> id.equals(old.getBundleId()) ? running.get() : 0;
        gateway.register(ToIntFunction.class, census, "modelscan.plugin.running");
        gateway.drop("a.jar", greeter("2.0.0"));
        gateway.awaitVersion("a.jar", "2.0.0");

        assertEquals("1.0.0", gateway.awaitPlugin("a.jar", State.DRAINING).version());
        assertEquals(Bundle.ACTIVE, old.getState());

        running.set(0);
        gateway.await("the old one to go", () -> old.getState() == Bundle.UNINSTALLED);
    }

    @Test
    void frameworkStopsWhileOldStillRuns() throws Exception {
        ToIntFunction<Object> census = id -> 1;
        gateway.register(ToIntFunction.class, census, "modelscan.plugin.running");
        gateway.drop("a.jar", greeter("2.0.0"));
        gateway.awaitPlugin("a.jar", State.DRAINING);

        assertTrue(gateway.stop());
    }

    @Test
    void renamedFileIsAnUpdate() throws Exception {
        Census census = new Census();
        gateway.context().addServiceListener(census, "(greeting=a)");
        gateway.drop("a-2.jar", greeter("2.0.0"));
        gateway.delete("a.jar");

        gateway.awaitVersion("a-2.jar", "2.0.0");
        gateway.await("the old one to go", () -> gateway.bundles().size() == 1);
    }

    @Test
    void manyUpdatesInRowDoNotPileUp() throws Exception {
        AtomicInteger most = new AtomicInteger();
        ToIntFunction<Object> census = id -> {
            most.accumulateAndGet(gateway.bundles().size(), Math::max);
            return 0;
        };
        gateway.register(ToIntFunction.class, census, "modelscan.plugin.running");
        for (int update = 1; update <= 50; update++) {
            gateway.drop("a.jar", greeter("2.0." + update));
        }
        gateway.awaitVersion("a.jar", "2.0.50");
        gateway.await("the old ones to go", () -> gateway.bundles().size() == 1);

        assertTrue(most.get() <= 10, "at once: " + most);
        assertEquals("2.0.50", greeting());
    }

    @Test
    void singletonThatSharesItsPackageRunsBesideItsOldVersion() throws Exception {
        for (int version = 2; version <= 3; version++) {
            gateway.drop("a.jar", TestBundle.named("a; singleton:=true", version + ".0.0").activator(Greeter.class)
                    .header("Import-Package", "org.osgi.framework,a.shared").header("Export-Package", "a.shared").bytes());
            gateway.awaitVersion("a.jar", version + ".0.0");
        }
        gateway.await("the old ones to go", () -> gateway.bundles().size() == 1);
        Bundle last = gateway.bundles().getFirst();
        var wiring = last.adapt(BundleWiring.class);

        assertTrue(wiring.getRequiredWires("osgi.wiring.package").stream()
                .noneMatch(wire -> wire.getProvider().getBundle().getSymbolicName().equals("a")));
        assertTrue(wiring.isCurrent());
    }

    @Test
    void loaderOfReplacedVersionIsCollected() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int version = 2; version <= 11; version++) {
            loaders.add(new WeakReference<>(loader(gateway.bundles())));
            gateway.drop("a.jar", greeter(version + ".0.0"));
            gateway.awaitVersion("a.jar", version + ".0.0");
            gateway.await("the old one to go", () -> gateway.bundles().size() == 1);
        }
        gateway.await("the loaders to go", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.get() == null);
        });
    }

    private static ClassLoader loader(List<Bundle> bundles) {
        return bundles.getFirst().adapt(BundleWiring.class).getClassLoader();
    }

    private String greeting() throws Exception {
        var references = gateway.context().getServiceReferences(Supplier.class.getName(), "(greeting=a)");
        assertEquals(1, references.length);
        return String.valueOf(((Supplier<?>) gateway.context().getService(references[0])).get());
    }

    private static byte[] greeter(String version) {
        return TestBundle.named("a", version).activator(Greeter.class).bytes();
    }

    /** Counts the services that there are, and the fewest that there ever were. */
    private static final class Census implements ServiceListener {
        private final AtomicInteger now = new AtomicInteger(1);
        private final AtomicInteger fewest = new AtomicInteger(1);

        @Override
        public void serviceChanged(ServiceEvent event) {
            int change = switch (event.getType()) {
                case ServiceEvent.REGISTERED -> 1;
                case ServiceEvent.UNREGISTERING -> -1;
                default -> 0;
            };
            fewest.accumulateAndGet(now.addAndGet(change), Math::min);
        }
    }
}
