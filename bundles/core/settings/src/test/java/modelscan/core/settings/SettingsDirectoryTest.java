package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files become configurations, in a real framework. */
class SettingsDirectoryTest {
    private static final String PID = "acme";
    private static final UnaryOperator<String> NO_ENVIRONMENT = name -> null;

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
    void reachesComponentTypedAndLive() throws Exception {
        gateway.installReceiver(PID);
        gateway.write("a.json", "{\"acme\": {\"port\": 1234, \"tags\": [\"x\", \"y\"], \"url\": \"http://a\"}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("the port", () -> gateway.received(PID, "port").equals(Optional.of(1234)));
        assertArrayEquals(new String[] {"x", "y"}, (String[]) gateway.received(PID, "tags").orElseThrow());
        assertEquals(List.of(), gateway.problems());

        gateway.write("a.json", "{\"acme\": {\"port:Integer\": 99}}");
        gateway.await("the new port", () -> gateway.received(PID, "port").equals(Optional.of(99)));
        gateway.await("the url to go", () -> gateway.received(PID, "url").isEmpty());

        Files.delete(gateway.conf.resolve("a.json"));
        gateway.await("the component to go", () -> gateway.received(PID, "port").isEmpty());
        assertTrue(gateway.configuration(PID).isEmpty());
    }

    @Test
    void secretsReachComponentButNoStore() throws Exception {
        gateway.installReceiver(PID);
        gateway.write("secrets/acme", "s3cret-1\n");
        gateway.write("a.json", "{\"acme\": {\"key\": \"Bearer $[secret:acme]\", \"tags\": [\"$[secret:acme]\", \"z\"]}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("the key", () -> gateway.received(PID, "key").equals(Optional.of("Bearer s3cret-1")));
        assertArrayEquals(new String[] {"s3cret-1", "z"}, (String[]) gateway.received(PID, "tags").orElseThrow());
        assertEquals("Bearer $[secret:acme]", gateway.configuration(PID).orElseThrow().getProperties().get("key"));
        assertFalse(stored("s3cret-1"));

        gateway.write("secrets/acme", "s3cret-2\n");
        gateway.await("the new key", () -> gateway.received(PID, "key").equals(Optional.of("Bearer s3cret-2")));
        assertFalse(stored("s3cret-2"));
    }

    @Test
    void missingSecretIsReportedAndLeftOut() throws Exception {
        gateway.installReceiver(PID);
        gateway.write("a.json", "{\"acme\": {\n \"url\": \"u\",\n \"key\": \"$[secret:groq-eu]\",\n \"mode\": \"$[env:MODE;default=a]\"}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("the component", () -> gateway.received(PID, "url").isPresent());

        assertTrue(gateway.received(PID, "key").isEmpty());
        assertEquals(Optional.of("a"), gateway.received(PID, "mode"));
        assertEquals(List.of("conf/a.json line 3: the secret groq-eu is not there; put it into conf/secrets/groq-eu or the "
                + "environment variable GROQ_EU_API_KEY; 'key' is left out"), gateway.problems());
    }

    @Test
    void reportsWhatIsUnknownOrWrongWithItsLine() throws Exception {
        gateway.installReceiver(PID);
        gateway.write("a.json", "{\n\"acme~x\": {\n \"prot\": 1,\n \"port\": \"many\",\n \"mode\": \"c\",\n \"url\": \"u\" },\n\"stranger\": {}}");
        gateway.write("b.json", "{\"acme~x\": {}}");
        gateway.open(NO_ENVIRONMENT);

        assertEquals(List.of(
                "conf/b.json line 1: acme~x is set in conf/a.json line 2 already, and that one counts",
                "conf/a.json line 3: unknown key 'prot' of acme; known are key, mode, port, tags, url",
                "conf/a.json line 4: 'port' must be a whole number; it is left out",
                "conf/a.json line 5: 'mode' cannot be what it is: allowed are a, b; it is left out",
                "conf/a.json line 7: no installed bundle knows the PID stranger so far"), gateway.problems());
        gateway.await("the rest", () -> gateway.received("acme~x", "url").equals(Optional.of("u")));
        assertEquals(Optional.empty(), gateway.received("acme~x", "port"));
        assertTrue(gateway.configuration("stranger").isPresent());
    }

    @Test
    void brokenFileKeepsItsLastGoodState() throws Exception {
        gateway.installReceiver(PID);
        gateway.write("a.json", "{\"acme\": {\"url\": \"good\"}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("the url", () -> gateway.received(PID, "url").equals(Optional.of("good")));

        gateway.write("a.json", "{\"acme\":\n {\"key\": sk-oops }}");
        gateway.await("the report", () -> !gateway.problems().isEmpty());
        assertEquals("conf/a.json line 2, column 10: a word without quotes that is not JSON; its last good state stays",
                gateway.problems().getFirst());
        assertEquals(Optional.of("good"), gateway.received(PID, "url"));

        gateway.write("a.json", "{\"acme\": {\"url\": \"better\"}}");
        gateway.await("the new url", () -> gateway.received(PID, "url").equals(Optional.of("better")));
        assertEquals(List.of(), gateway.problems());
    }

    @Test
    void laterBundleMakesItsPidKnownAndItsValuesTyped() throws Exception {
        gateway.write("a.json", "{\"acme\": {\"port\": 5}}");
        gateway.open(NO_ENVIRONMENT);
        assertEquals(1, gateway.problems().size());

        gateway.installReceiver(PID);

        gateway.await("the port as an integer", () -> gateway.received(PID, "port").equals(Optional.of(5)));
        assertEquals(List.of(), gateway.problems());
    }

    @Test
    void unchangedFileIsDeliveredOnce() throws Exception {
        gateway.write("a.json", "{\"acme\": {\"tags:String[]\": [\"x\"]}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("the configuration", () -> gateway.configuration(PID).isPresent());
        long count = gateway.configuration(PID).orElseThrow().getChangeCount();

        gateway.installReceiver(PID);
        gateway.write("b.json", "{\"other\": {}}");
        gateway.await("the other", () -> gateway.configuration("other").isPresent());

        assertEquals(count, gateway.configuration(PID).orElseThrow().getChangeCount());
    }

    @Test
    void leavesAloneWhatOthersConfigured() throws Exception {
        var admin = gateway.context().getService(gateway.context().getServiceReference(org.osgi.service.cm.ConfigurationAdmin.class));
        admin.getConfiguration("foreign", "?").update(new java.util.Hashtable<>(java.util.Map.of("a", "b")));
        gateway.write("a.json", "{\"acme\": {}}");
        gateway.open(NO_ENVIRONMENT);
        gateway.await("ours", () -> gateway.configuration(PID).isPresent());
        Files.delete(gateway.conf.resolve("a.json"));
        gateway.await("ours to go", () -> gateway.configuration(PID).isEmpty());

        assertTrue(gateway.configuration("foreign").isPresent());
    }

    private boolean stored(String text) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
