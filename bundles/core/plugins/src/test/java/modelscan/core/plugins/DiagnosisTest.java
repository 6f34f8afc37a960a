package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import modelscan.api.gateway.Plugins.State;
import modelscan.core.plugins.sample.Refuser;
import modelscan.core.plugins.sample.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The sentences that explain, in a real framework; the bundles here are built-in ones. */
class DiagnosisTest {
    private static final String RUNNABLE = "java.lang.Runnable";
    private static final String CLOSEABLE = "java.lang.AutoCloseable";

    @TempDir
    Path home;
    private TestGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = new TestGateway(home).open();
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void namesTheServiceThatNobodyOffers() throws Exception {
        gateway.install(component("a", Worker.class, RUNNABLE, CLOSEABLE));

        String reason = "component a waits for a service java.lang.AutoCloseable, which no bundle offers at the moment";
        assertEquals(reason + ".", why("a"));
        assertEquals("bundle.a is active, but " + reason + ".", why("bundle.a"));
        assertEquals(List.of(reason), gateway.directory().problems());
        assertEquals(List.of(reason), gateway.startupProblems());
    }

    @Test
    void followsTheChainToItsEnd() throws Exception {
        gateway.install(component("a", Worker.class, "java.util.concurrent.Executor", RUNNABLE));
        gateway.install(component("b", Worker.class, RUNNABLE, CLOSEABLE));

        assertEquals("component a waits for a service java.lang.Runnable, which component b would offer, and that waits for "
                + "a service java.lang.AutoCloseable, which no bundle offers at the moment.", why("a"));
    }

    @Test
    void endsWhereComponentsWaitForEachOther() throws Exception {
        gateway.install(component("a", Worker.class, CLOSEABLE, RUNNABLE));
        gateway.install(component("b", Worker.class, RUNNABLE, CLOSEABLE));

        assertTrue(why("a").endsWith("which component a would offer, and that waits in turn."), why("a"));
    }

    @Test
    void namesTheBundleThatWouldOfferButIsNotStarted() throws Exception {
        gateway.install(component("a", Worker.class, RUNNABLE, CLOSEABLE));
        gateway.installOnly(TestBundle.named("giver", "1").header("Import-Package", "no.such.pkg")
                .header("Provide-Capability", "osgi.service;objectClass:List<String>=\"" + CLOSEABLE + "\""));

        assertEquals("component a waits for a service java.lang.AutoCloseable, which bundle giver would offer, but it is "
                + "installed but needs package no.such.pkg, which nobody exports.", why("a"));
    }

    @Test
    void blamesTheBundleBelow() throws Exception {
        gateway.installOnly(TestBundle.named("upper", "1").header("Import-Package", "mid.pkg"));
        gateway.installOnly(TestBundle.named("lower", "1").header("Export-Package", "mid.pkg").header("Import-Package", "low.pkg"));

        assertEquals("upper is installed but needs package mid.pkg of bundle lower, which needs package low.pkg, "
                + "which nobody exports.", why("upper"));
    }

    @Test
    void tellsWhyComponentCouldNotBeActivated() throws Exception {
        gateway.install(component("r", Refuser.class, RUNNABLE, ""));

        gateway.await("the activation to fail", () -> why("r").contains("could not be activated"));
        assertTrue(why("r").contains("no luck today"), why("r"));
    }

    @Test
    void componentWithoutItsConfigurationIsNoProblem() throws Exception {
        gateway.install(TestBundle.named("c", "1").component("c.part", "<scr:component "
                + "xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='c.part' configuration-policy='require' "
                + "configuration-pid='c.pid'><implementation class='" + Worker.class.getName() + "'/></scr:component>"));

        assertEquals("component c.part waits for a configuration c.pid.", why("c.part"));
        assertEquals(List.of(), gateway.directory().problems());
    }

    @Test
    void addsWhatSettingsReport() throws Exception {
        Supplier<List<String>> settings = () -> List.of("conf/a.json line 1: unknown key 'x'");
        gateway.register(Supplier.class, settings, "modelscan.settings.problems");

        assertEquals(List.of("conf/a.json line 1: unknown key 'x'"), gateway.directory().problems());
        gateway.await("the first look", () -> gateway.startupProblems().isEmpty());
    }

    @Test
    void pluginThatFailedIsNoProblemOfTheStart() throws Exception {
        gateway.drop("x.jar", new byte[] {1});
        gateway.awaitPlugin("x.jar", State.FAILED);

        gateway.await("the first look", () -> gateway.startupProblems().isEmpty());
        assertEquals(1, gateway.directory().problems().size());
        assertTrue(why("x.jar").startsWith("x.jar: it is not a complete jar"), why("x.jar"));
    }

    @Test
    void knowsBundlesById() throws Exception {
        Bundle bundle = gateway.install(TestBundle.named("plain", "1"));

        assertEquals("plain is active.", why(Long.toString(bundle.getBundleId())));
        bundle.stop();
        assertEquals("plain has all that it needs, but is not started.", why("plain"));
    }

    private String why(String name) {
        return gateway.directory().why(name).orElseThrow();
    }

    private static TestBundle component(String name, Class<?> implementation, String offers, String needs) {
        return TestBundle.named("bundle." + name, "1").component(name, implementation, offers, needs);
    }
}
