package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Doorkeeper;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The component with a real framework: services come and go while it listens. */
class HttpGatewayTest {
    // A framework asks the system properties for what it does not know itself.
    private static final String[] PROPERTIES = {"modelscan.home", "modelscan.port", "modelscan.admin.port"};

    @TempDir
    Path home;
    private TestFramework framework;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/admin.token"), "secret\n");
        System.setProperty("modelscan.home", home.toString());
        System.setProperty("modelscan.port", "0");
        System.setProperty("modelscan.admin.port", "0");
        framework = TestFramework.start();
        framework.register(Doorkeeper.class, (_, _) -> Principal.ANONYMOUS, Map.of());
    }

    @AfterEach
    void stop() {
        framework.close();
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
    }

    /** The configuration as it is when nothing is set. */
    private static Config defaults() {
        return (Config) Proxy.newProxyInstance(Config.class.getClassLoader(), new Class<?>[] {Config.class, Annotation.class},
                (_, method, _) -> method.getDefaultValue());
    }

    private URI address(String listener) throws InvalidSyntaxException {
        for (ServiceReference<?> reference : framework.context().getServiceReferences(Supplier.class,
                "(&(modelscan.ready=true)(modelscan.listener=" + listener + "))")) {
            return URI.create((String) ((Supplier<?>) framework.context().getService(reference)).get());
        }
        throw new AssertionError("no listener " + listener);
    }

    private static Endpoint says(String text) {
        return call -> call.answer(200, "text/plain", text.getBytes());
    }

    @Test
    void endpointsComeReplaceEachOtherAndGo() throws Exception {
        HttpGateway gateway = new HttpGateway(framework.context(), defaults());
        Map<String, String> where = Map.of(Endpoint.METHOD, "GET", Endpoint.PATH, "/x", Endpoint.LISTENER, "data");
        try (RawClient client = RawClient.to(address("data")); RawClient admin = RawClient.to(address("management"))) {
            assertEquals(404, client.get("/x").answer().status());
            ServiceRegistration<Endpoint> old = framework.register(Endpoint.class, says("old"), where);
            assertEquals("old", client.get("/x").answer().body());
            ServiceRegistration<Endpoint> successor = framework.register(Endpoint.class, says("new"), where);
            assertEquals("new", client.get("/x").answer().body());
            old.unregister();
            successor.unregister();
            assertEquals(404, client.get("/x").answer().status());
            assertEquals(404, admin.get("/x", "Authorization: Bearer secret").answer().status());
        } finally {
            gateway.close();
        }
    }

    @Test
    void aDialectIsServedAsSoonAsEverythingIsThere() throws Exception {
        HttpGateway gateway = new HttpGateway(framework.context(), defaults());
        try (RawClient client = RawClient.to(address("data"))) {
            framework.register(Dialect.class, new Words(), Map.of(Dialect.NAME, "words"));
            assertEquals(503, client.post("/words/me", "!model").answer().status());
            framework.register(Gateway.class, Words.gateway(exchange -> Reply.of(new StreamEvent.TextDelta(0, "hello"))),
                    Map.of());
            assertEquals("hello", client.post("/words/me", "model").answer().body());
            assertEquals(503, client.post("/words/me", "!model").answer().status());
            framework.register(Framing.class, new Words.Lines(), Map.of(Framing.NAME, "lines", Framing.MEDIA_TYPE, Words.LINES));
            assertTrue(client.post("/words/me", "!model").answer().body().startsWith("hello\n"));
        } finally {
            gateway.close();
        }
    }

    @Test
    void closingTakesTheAddressesBack() throws Exception {
        HttpGateway gateway = new HttpGateway(framework.context(), defaults());
        URI data = address("data");
        gateway.close();
        assertThrows(AssertionError.class, () -> address("data"));
        assertThrows(Exception.class, () -> RawClient.to(data));
    }

    @Test
    void aTakenPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty("modelscan.admin.port", Integer.toString(taken.getLocalPort()));
            IllegalStateException failure = assertThrows(IllegalStateException.class,
                    () -> new HttpGateway(framework.context(), defaults()));
            assertTrue(failure.getMessage().contains(Integer.toString(taken.getLocalPort())), failure.getMessage());
            assertTrue(failure.getMessage().contains("--admin-port"), failure.getMessage());
        }
    }

    @Test
    void withoutATokenItDoesNotOpen() throws IOException {
        Files.delete(home.resolve("conf/admin.token"));
        assertThrows(RuntimeException.class, () -> new HttpGateway(framework.context(), defaults()));
    }
}
