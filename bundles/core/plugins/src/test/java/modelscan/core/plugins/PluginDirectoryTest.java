package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import modelscan.api.gateway.Plugins.Plugin;
import modelscan.api.gateway.Plugins.State;
import modelscan.core.plugins.sample.Greeter;
import modelscan.core.plugins.sample.Sleeper;
import modelscan.core.plugins.sample.Thrower;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** What becomes of files in the folder, in a real framework. */
class PluginDirectoryTest {
    @TempDir
    Path home;
    private TestGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = new TestGateway(home);
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void runsWhatLiesThereAtStartAndWhatComesLater() throws Exception {
        gateway.drop("early.jar", greeter("early", "1.0.0"));
        gateway.open();
        gateway.awaitPlugin("early.jar", State.ACTIVE);

        gateway.drop("late.jar", greeter("late", "1.0.0"));
        Plugin late = gateway.awaitPlugin("late.jar", State.ACTIVE);

        assertEquals(new Plugin("late", "1.0.0", State.ACTIVE, "late.jar", ""), late);
        assertEquals(List.of(), gateway.directory().problems());
        assertEquals("late is active.", gateway.directory().why("late").orElseThrow());
        assertEquals("late is active.", gateway.directory().why("late.jar").orElseThrow());
        assertTrue(gateway.directory().why("never.heard.of").isEmpty());
    }

    @Test
    void uninstallsWhatIsRemoved() throws Exception {
        gateway.open().drop("a.jar", greeter("a", "1.0.0"));
        gateway.awaitPlugin("a.jar", State.ACTIVE);

        gateway.delete("a.jar");

        gateway.await("the bundle to go", () -> gateway.bundles().isEmpty());
        gateway.await("the list to be clean", () -> gateway.directory().list().stream().noneMatch(one -> one.origin().equals("a.jar")));
    }

    @Test
    void wrapsLoneDescriptor() throws Exception {
        gateway.context().installBundle("test:extender", new java.io.ByteArrayInputStream(TestBundle.named("extender", "1")
                .header("Provide-Capability", "osgi.extender;osgi.extender=modelscan.provider").bytes())).start();
        byte[] descriptor = "{\"id\": \"groq\"}".getBytes(StandardCharsets.UTF_8);
        gateway.open().drop("groq.eu.provider.json", descriptor);

        Plugin plugin = gateway.awaitPlugin("groq.eu.provider.json", State.ACTIVE);

        assertEquals("modelscan.plugin.groq_eu", plugin.name());
        Bundle bundle = gateway.bundles().getFirst();
        try (var in = bundle.getEntry("MODELSCAN-INF/provider.json").openStream()) {
            assertEquals("{\"id\": \"groq\"}", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void saysWhereDescriptorIsBroken() throws Exception {
        gateway.open().drop("bad.provider.json", "{\n  \"id\": oops\n}".getBytes(StandardCharsets.UTF_8));

        Plugin plugin = gateway.awaitPlugin("bad.provider.json", State.FAILED);

        assertTrue(plugin.why().contains("line 2"), plugin.why());
        assertTrue(gateway.directory().problems().getFirst().startsWith("bad.provider.json: "));
    }

    @Test
    void leavesHalfCopiedFileAlone() throws Exception {
        byte[] whole = greeter("big", "1.0.0");
        gateway.open();
        Path file = gateway.plugins.resolve("big.jar");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Plugin half = gateway.awaitPlugin("big.jar", State.FAILED);
        assertTrue(half.why().startsWith("it is not a complete jar"), half.why());
        assertEquals(List.of(), gateway.bundles());

        Files.write(file, Arrays.copyOfRange(whole, whole.length / 2, whole.length), StandardOpenOption.APPEND);

        gateway.awaitPlugin("big.jar", State.ACTIVE);
    }

    @Test
    void ignoresUnfinishedAndForeignNames() throws Exception {
        for (String name : List.of("x.jar.tmp", "x.jar.part", ".x.jar", "x.txt", "x.json")) {
            Files.write(gateway.plugins.resolve(name), greeter("x", "1.0.0"));
        }
        gateway.open().drop("y.jar", greeter("y", "1.0.0"));
        gateway.awaitPlugin("y.jar", State.ACTIVE);

        assertEquals(1, gateway.bundles().size());
    }

    @Test
    void refusesLinkThatLeadsOut() throws Exception {
        Path outside = Files.write(home.resolve("outside.jar"), greeter("outside", "1.0.0"));
        Files.createSymbolicLink(gateway.plugins.resolve("link.jar"), outside);

        gateway.open();

        assertTrue(gateway.awaitPlugin("link.jar", State.FAILED).why().contains("out of the folder"));
    }

    @Test
    void survivesEverythingThatIsNoPlugin() throws Exception {
        gateway.open();
        gateway.drop("plain.jar", TestBundle.plainJar().bytes());
        gateway.drop("thrower.jar", TestBundle.named("thrower", "1").activator(Thrower.class).bytes());
        gateway.drop("absent.jar", TestBundle.named("absent", "1").header("Bundle-Activator", "not.there.Activator").bytes());
        gateway.drop("future.jar", future());
        gateway.drop("header.jar", TestBundle.named("header", "1").header("Import-Package", ";;;").bytes());
        gateway.drop("good.jar", greeter("good", "1.0.0"));

        assertTrue(gateway.awaitPlugin("plain.jar", State.FAILED).why().contains("Bundle-SymbolicName"));
        assertEquals("thrower cannot be started: java.lang.IllegalStateException: the moon is in the wrong quarter",
                gateway.awaitPlugin("thrower.jar", State.FAILED).why());
        assertTrue(gateway.awaitPlugin("absent.jar", State.FAILED).why().contains("not.there.Activator"));
        assertTrue(gateway.awaitPlugin("future.jar", State.FAILED).why().contains("UnsupportedClassVersionError"));
        gateway.awaitPlugin("header.jar", State.FAILED);
        gateway.awaitPlugin("good.jar", State.ACTIVE);
        gateway.await("the failed bundles to go", () -> gateway.bundles().size() == 1);
    }

    @Test
    void goesOnWhenActivatorHangs() throws Exception {
        gateway.open(600, 1, 1);
        gateway.drop("a-sleeper.jar", TestBundle.named("sleeper", "1").activator(Sleeper.class).bytes());
        gateway.drop("b-good.jar", greeter("good", "1.0.0"));

        assertTrue(gateway.awaitPlugin("a-sleeper.jar", State.FAILED).why().contains("did not end within 1 s"));
        gateway.awaitPlugin("b-good.jar", State.ACTIVE);
        gateway.await("the sleeper to go", () -> gateway.bundles().size() == 1);
    }

    @Test
    void waitsForWhatAnotherPluginBrings() throws Exception {
        gateway.open().drop("needs.jar", TestBundle.named("needs", "1")
                .header("Import-Package", "given.pkg;version=\"[1.0,2)\"").bytes());
        Plugin waiting = gateway.awaitPlugin("needs.jar", State.WAITING);
        assertEquals("needs is installed but needs package given.pkg [1.0.0,2.0.0), which nobody exports", waiting.why());

        gateway.drop("gives.jar", TestBundle.named("gives", "1").header("Export-Package", "given.pkg;version=1.5").bytes());

        gateway.awaitPlugin("needs.jar", State.ACTIVE);
    }

    @Test
    void saysThatTwoFilesHoldTheSamePlugin() throws Exception {
        gateway.open().drop("one.jar", greeter("same", "1.0.0"));
        gateway.awaitPlugin("one.jar", State.ACTIVE);
        gateway.drop("two.jar", greeter("same", "1.0.0"));

        Plugin two = gateway.awaitPlugin("two.jar", State.ACTIVE);

        assertEquals("one.jar has the same symbolic name; both run, and two.jar, which came later, is preferred", two.why());
    }

    @Test
    void takesOverWhatRunsAlready() throws Exception {
        gateway.open().drop("a.jar", greeter("a", "1.0.0"));
        gateway.awaitPlugin("a.jar", State.ACTIVE);
        Bundle before = gateway.bundles().getFirst();
        gateway.directory().close();

        gateway.open().drop("b.jar", greeter("b", "1.0.0"));

        gateway.awaitPlugin("b.jar", State.ACTIVE);
        gateway.awaitPlugin("a.jar", State.ACTIVE);
        assertEquals(Bundle.ACTIVE, before.getState());
        assertEquals(2, gateway.bundles().size());
    }

    private static byte[] greeter(String name, String version) {
        return TestBundle.named(name, version).activator(Greeter.class).bytes();
    }

    /** A bundle whose class file says that it was compiled for a Java that does not exist. */
    private static byte[] future() throws IOException {
        String path = Greeter.class.getName().replace('.', '/') + ".class";
        byte[] type;
        try (var in = Greeter.class.getClassLoader().getResourceAsStream(path)) {
            type = in.readAllBytes();
        }
        type[7] = (byte) 200;
        return TestBundle.named("future", "1").activator(Greeter.class).entry(path, type).bytes();
    }
}
