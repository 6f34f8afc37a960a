package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.osgi.service.component.annotations.Component;

/** Does what README and guide tell their readers to do. */
@Timeout(180)
class GuideIT {
    /** A part of a command, and what its answer has to tell. A command without an entry fails: somebody must say. */
    private static final Map<String, String> TELLS = Map.ofEntries(
            Map.entry("\"content\":\"hello streaming world\"", "data: [DONE]"),
            Map.entry("\"content\":\"hello\"", "\"content\":\"hello\""),
            Map.entry("/v1/models", "\"echo/slow\""),
            Map.entry("hello Anthropic", "\"text\":\"hello Anthropic\""),
            Map.entry("hello Gemini", "\"text\":\"hello Gemini\""),
            Map.entry("hello Ollama", "\"content\":\"hello Ollama\""),
            Map.entry("hello Responses", "\"text\":\"hello Responses\""),
            Map.entry("/v1/audio/speech", "audio/wav"),
            Map.entry("/v1/jobs/v1/images/generations", "\"operation\":\"image\""),
            Map.entry("127.0.0.1:8080/v1/jobs", "\"model\":\"echo/image\""),
            Map.entry("ms:jobs", "echo/image"),
            Map.entry("ms:discover", ""),
            Map.entry("/api/keys", "\"data\":["),
            Map.entry("/api/estimate", "\"input_tokens\":"),
            Map.entry("/api/route/explain", "\"candidates\":["),
            Map.entry("ms:route", "gpt-4o"),
            Map.entry("/api/health/providers", "\"data\":["),
            Map.entry("/api/limits/groq", "\"plans\":["),
            Map.entry("ms:limits", "limits"),
            Map.entry("/api/ledger", "\"request_id\""),
            Map.entry("/api/usage", "\"requests\":"),
            Map.entry("ms:spend", "echo"),
            Map.entry("/api/audit", "\"data\":["),
            Map.entry("ms:audit", ""),
            Map.entry("ms:verify", "intact   yes"),
            Map.entry("ms:backup", "tables    yes"),
            Map.entry("home/conf/secrets/groq", ""),
            Map.entry("./modelscan status", "problems    none"),
            Map.entry("ms:providers", "chat, embedding, image"),
            Map.entry("ms:pipeline", "modelscan.stage.route"),
            Map.entry("ms:why modelscan.stage.route", "is active"),
            Map.entry("ms:chat", "hello from the shell"),
            Map.entry("/api/pipeline", "\"stages\""));
    /** The script's test and run are this test and what it talks to. */
    private static final List<String> DONE_ANYHOW = List.of("./modelscan run", "./modelscan test");
    /** What the page leaves out of the test of its strategy. */
    private static final String IMPORTS = """
            package acme.strategy.shortest;
            import modelscan.api.gateway.Strategy;
            import modelscan.test.kit.StrategyContract;
            """;
    private static final JsonMapper JSON = new JsonMapper();

    private static Path folder;
    private static RunningDistribution gateway;
    private static Caller caller;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Path script = Files.writeString(folder.resolve("modelscan"),
                "#!/bin/sh\nexec '" + Command.DISTRIBUTION.resolve("modelscan") + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        gateway = RunningDistribution.start(Command.DISTRIBUTION, folder.resolve("home"), Map.of("MY_KEY", "k", "ACME_KEY", "k",
                "OPENAI_API_KEY", "", "GROQ_API_KEY", "", "AZURE_API_KEY", ""));
        caller = new Caller(gateway);
    }

    @AfterAll
    static void stop() throws Exception {
        caller.close();
        assertEquals(0, gateway.stop(), () -> "it said: " + gateway.output());
    }

    @TestFactory
    Stream<DynamicTest> commandsDoWhatThePageSays() throws Exception {
        return GuideExample.in("sh").stream().flatMap(example -> example.commands().stream()
                .filter(command -> DONE_ANYHOW.stream().noneMatch(command::startsWith))
                .map(command -> dynamicTest(example.place() + " " + command, () -> works(command))));
    }

    @TestFactory
    Stream<DynamicTest> jsonIsAccepted() throws Exception {
        return GuideExample.in("json").stream().map(example -> dynamicTest(example.place(), () -> {
            JsonNode json = JSON.readTree(example.text());
            if (json.has("dialect")) {
                descriptorServes(json.path("id").asText(), example.text());
            } else {
                settingsApply(example.text());
            }
        }));
    }

    @Test
    void theKeyInAFileMakesTheProviderReady() throws Exception {
        String command = GuideExample.in("sh").stream().flatMap(example -> example.commands().stream())
                .filter(line -> line.contains("conf/secrets/groq")).findFirst().orElseThrow();

        works(command);

        Eventually.holds("groq is up", () -> caller.health("groq").equals("up"));
    }

    @Test
    void theStrategyOfThePageOrders() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        PluginBuild build = new PluginBuild(classes, Component.class, StrategyContract.class, Test.class);
        List<GuideExample> sources = GuideExample.in("java");
        build.compile(sources.getFirst().text());
        Path bundle = build.bundle("acme.strategy.shortest", folder.resolve("shortest.jar"));
        String question = Caller.question("echo/think", "hello");
        assertEquals(400, caller.chat(question, "x-modelscan-strategy", "shortest", "x-modelscan-fallbacks", "echo").status());

        Files.copy(bundle, gateway.home().resolve("plugins/shortest.jar"));

        Eventually.holds("callers may choose it", () -> caller.manage("/api/pipeline").text().contains("\"shortest\""));
        assertEquals(Optional.of("echo"), caller.chat(question, "x-modelscan-strategy", "shortest",
                "x-modelscan-fallbacks", "echo").header("x-modelscan-model"));
        assertEquals(Optional.of("think"), caller.chat(question, "x-modelscan-fallbacks", "echo").header("x-modelscan-model"));
        keepsToItsContract(classes, build.compile(IMPORTS + sources.get(1).text()));
    }

    @Test
    void mistakesAreReportedAsThePageSays() throws Exception {
        String message = GuideExample.all().stream().map(GuideExample::text).filter(text -> text.contains("'urll'"))
                .findFirst().orElseThrow();
        Path file = Files.writeString(gateway.home().resolve("plugins/acme.provider.json"), "{\"id\":\"acme\",\"urll\":\"x\"}");
        Path settings = Files.writeString(gateway.home().resolve("conf/mistake.json"),
                "{\n \"modelscan.stage.route\":\n {\"stratgy\": \"x\"}}");
        try {
            for (String part : message.strip().split("\\s*…\\s*")) {
                Eventually.holds("it says: " + part, () -> shell("ms:plugins").contains(part));
            }
            Eventually.holds("file and line are told", () -> shell("ms:status").contains("conf/mistake.json line 3"));
        } finally {
            Files.delete(file);
            Files.delete(settings);
        }
        Eventually.holds("all is well again", () -> shell("ms:status").contains("problems    none"));
    }

    private static void works(String command) throws Exception {
        String expected = TELLS.entrySet().stream().filter(entry -> command.contains(entry.getKey())).findFirst()
                .orElseThrow(() -> new AssertionError("what does this tell? " + command)).getValue();
        String here = command.replace("http://127.0.0.1:8080", gateway.data().toString())
                .replace("http://127.0.0.1:8081", gateway.management().toString())
                .replace("curl ", "curl --fail --silent --show-error --max-time 20 ");

        Command.Outcome outcome = Command.run(List.of("sh", "-euc", here), folder,
                Map.of("MODELSCAN_HOME", gateway.home().toString(), "YOUR_KEY", "gsk-of-mine"));

        assertEquals(0, outcome.exitCode(), outcome.text());
        assertTrue(outcome.text().contains(expected), outcome.text());
    }

    private static void descriptorServes(String id, String descriptor) throws Exception {
        Path file = Files.writeString(gateway.home().resolve("plugins/" + id + ".provider.json"), descriptor);
        Eventually.holds(id + " is there; " + caller.manage("/api/plugins").text(), () -> caller.provider(id).isPresent());

        JsonNode listed = caller.manage("/api/providers/" + id).json();
        JSON.readTree(descriptor).path("models").findValuesAsText("id")
                .forEach(model -> assertTrue(listed.path("models").findValuesAsText("id").contains(model), listed.toString()));
        assertFalse(listed.path("serves").isEmpty());

        Files.delete(file);
        Eventually.holds(id + " has gone", () -> caller.provider(id).isEmpty());
    }

    private static void settingsApply(String settings) throws Exception {
        Optional<String> provider = JSON.readTree(settings).properties().stream().map(Map.Entry::getKey)
                .filter(pid -> pid.startsWith("modelscan.provider~")).map(pid -> pid.substring(pid.indexOf('~') + 1)).findFirst();
        if (provider.isPresent()) {
            assertEquals("unconfigured", caller.health(provider.get()));
        }
        Path file = Files.writeString(gateway.home().resolve("conf/guide.json"), settings);
        if (provider.isPresent()) {
            Eventually.holds(provider.get() + " has its key", () -> caller.health(provider.get()).equals("up"));
        }
        assertTrue(shell("ms:status").contains("problems    none"), shell("ms:status"));
        Files.delete(file);
        if (provider.isPresent()) {
            Eventually.holds(provider.get() + " has lost its key", () -> caller.health(provider.get()).equals("unconfigured"));
        }
    }

    private static void keepsToItsContract(Path classes, String test) throws Exception {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, GuideIT.class.getClassLoader())) {
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(test))).build(), summary);
        }
        assertTrue(summary.getSummary().getTestsSucceededCount() > 0);
        assertEquals(List.of(), summary.getSummary().getFailures());
    }

    private static String shell(String command) throws Exception {
        return Command.modelscan("exec", command, "--home", gateway.home().toString()).text();
    }
}
