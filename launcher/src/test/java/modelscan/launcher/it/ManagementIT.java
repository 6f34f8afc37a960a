package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see, and what nobody else may see. */
@Timeout(120)
class ManagementIT {
    private static final String KEY = "sk-never-to-be-seen-4711";
    private static RunningDistribution gateway;
    private static Caller caller;
    private static FakeUpstream upstream;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        upstream = FakeUpstream.start();
        Files.createDirectories(home.resolve("conf/secrets"));
        Files.writeString(home.resolve("conf/secrets/openai"), KEY);
        Files.writeString(home.resolve("conf/openai.json"), "{\"modelscan.provider~openai\":{\"url\":\"" + upstream.url() + "\"}}");
        gateway = RunningDistribution.start(Command.DISTRIBUTION, home, Map.of());
        caller = new Caller(gateway);
    }

    @AfterAll
    static void stop() throws Exception {
        caller.close();
        upstream.close();
        assertEquals(0, gateway.stop(), () -> "it said: " + gateway.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/pipeline", "/api/plugins", "/api/providers", "/api/models", "/api/nowhere", "/nowhere"})
    void nobodyGetsInWithoutTheToken(String path) throws Exception {
        for (Caller.Answer answer : List.of(caller.manageWithoutToken(path), caller.manage(path, "Bearer wrong"))) {
            assertEquals(401, answer.status());
            assertTrue(answer.header("www-authenticate").orElse("").startsWith("Bearer"));
            assertEquals("unauthenticated", answer.json().at("/error/type").asText());
            assertTrue(answer.json().at("/error/details").isObject(), answer.text());
            assertFalse(answer.json().at("/error/resolution_steps").isEmpty(), answer.text());
        }
    }

    @Test
    void anUnknownPathIsToldToThoseWhoMayKnow() throws Exception {
        assertEquals(404, caller.manage("/api/nowhere").status());
    }

    @Test
    void thePipelineIsShown() throws Exception {
        JsonNode pipeline = caller.manage("/api/pipeline").json();

        assertTrue(pipeline.path("stages").findValuesAsText("phase").contains("route"), pipeline.toString());
        assertTrue(pipeline.path("strategies").toString().contains("\"fallback\""), pipeline.toString());
    }

    @Test
    void pluginsAreShownAndAllAreWell() throws Exception {
        JsonNode list = caller.manage("/api/plugins").json();

        assertTrue(list.has("next") && list.path("next").isNull());
        assertTrue(list.path("data").findValuesAsText("name").contains("modelscan.provider.echo"));
        for (JsonNode plugin : list.path("data")) {
            assertEquals("active", plugin.path("state").asText(), plugin.toString());
        }
    }

    @Test
    void providersAndModelsAreShown() throws Exception {
        assertEquals("up", caller.health("echo"));
        assertEquals("up", caller.health("openai"));
        assertTrue(caller.manage("/api/models").json().path("data").findValuesAsText("name").contains("echo/slow"));
        assertEquals("echo", caller.manage("/api/providers/echo").json().path("id").asText());
        assertEquals(404, caller.manage("/api/providers/nobody").status());
    }

    @Test
    void theShellIsForItsOwnerOnly() throws Exception {
        Path socket = gateway.home().resolve("data/shell/shell.sock");

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())));
        assertEquals("rw-------", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(gateway.home().resolve("conf/admin.token"))));
    }

    @Test
    void theShellAnswersThroughTheScript() throws Exception {
        Command.Outcome status = Command.modelscan("status", "--home", gateway.home().toString());
        Command.Outcome providers = Command.modelscan("exec", "ms:providers", "--json", "--home", gateway.home().toString());

        assertEquals(0, status.exitCode(), status.text());
        assertTrue(status.text().contains(gateway.data().toString()), status.text());
        assertEquals(0, providers.exitCode(), providers.text());
        assertTrue(providers.text().contains("\"echo\""), providers.text());
        assertEquals(1, Command.modelscan("exec", "ms:nothing", "--home", gateway.home().toString()).exitCode());
    }

    @Test
    void secretsAreNowhereToBeSeen() throws Exception {
        upstream.answers(FakeUpstream.whole(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY
                + "\",\"code\":\"invalid_api_key\"}}"));
        Caller.Answer refused = caller.chat(Caller.question("openai/gpt", "hello"));
        upstream.answers(FakeUpstream.broken());
        Caller.Answer broken = caller.chat(Caller.question("openai/gpt", "hello"));
        String shown = Command.modelscan("exec", "ms:plugins", "--home", gateway.home().toString()).text()
                + Command.modelscan("status", "--home", gateway.home().toString()).text()
                + caller.manage("/api/providers").text() + caller.manage("/api/plugins").text();

        assertEquals(List.of(502, 502), List.of(refused.status(), broken.status()));
        assertFalse((refused.text() + refused.headers().map() + broken.text() + broken.headers().map()).contains(KEY));
        assertFalse(shown.contains(KEY) || shown.contains(gateway.adminToken()), shown);
        assertFalse(logged().contains(KEY) || logged().contains(gateway.adminToken()), logged());
        String output = String.join("\n", gateway.output());
        assertFalse(output.contains(KEY), output);
        assertEquals(1, gateway.output().stream().filter(line -> line.contains(token())).count(), "shown once");
        assertFalse(gateway.process().info().commandLine().orElse("").contains(token()));
    }

    private static String logged() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(gateway.home().resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        assertTrue(text.length() > 0, "there is a log");
        return text.toString();
    }

    private static String token() {
        try {
            return gateway.adminToken();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
