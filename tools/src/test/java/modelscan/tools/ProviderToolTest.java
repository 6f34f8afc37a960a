package modelscan.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.ScriptedServer;
import modelscan.test.kit.dialect.DialectFake;
import modelscan.test.kit.dialect.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderToolTest {
    private static final String KEY = "sk-live-5f2c81d07a";
    private static Path distribution;

    @TempDir
    Path folder;

    @BeforeAll
    static void build(@TempDir Path place) throws IOException {
        distribution = BuiltDistribution.in(place);
    }

    @Test
    void writesAProviderLikeAnother() throws IOException {
        ToolCall made = call("new", "acme", "--like", "groq", "--url", "https://api.acme.example/v1/", "--into", folder.toString());
        assertEquals(ToolExit.DONE, made.exit(), made.toString());
        JsonNode descriptor = read("acme/provider.json");
        assertEquals("https://api.acme.example/v1", descriptor.path("url").asText());
        assertEquals("$[secret:acme]", descriptor.path("key").asText());
        assertEquals("openai", descriptor.path("dialect").asText());
        assertTrue(descriptor.path("models").isEmpty() && !descriptor.has("plans"), "those are another vendor's");
        assertTrue(Files.readString(folder.resolve("acme/README.md")).contains("prices"));
        assertEquals(ToolExit.DONE, call("check", folder.resolve("acme").toString()).exit());
    }

    @Test
    void writesALoneDescriptorWithCassettes() throws IOException {
        ToolCall made = call("new", "draw", "--openapi", resource("media.json"), "--lone", "--json", "--into", folder.toString());
        assertEquals(ToolExit.DONE, made.exit(), made.toString());
        assertEquals(0, made.json().path("check").path("failed").asInt());
        assertEquals("usage.total_tokens", read("draw/draw.provider.json").at("/calls/embedding/usage/input").asText());
        assertTrue(made.json().path("left").toString().contains("callback"), made.out());
        assertTrue(made.json().path("guessed").toString().contains("'style' is always"), made.out());
        JsonNode cassette = read("draw/cassettes/image.json");
        assertEquals(2, cassette.path("exchanges").size(), "it is a job");
        assertEquals("/text-to-image/job-1", cassette.path("exchanges").path(1).path("request").path("path").asText());
        assertFalse(cassette.toString().contains("9d41c07be2f85a63"), "the key of the lab");
        assertEquals(ToolExit.DONE, call("check", folder.resolve("draw/draw.provider.json").toString()).exit());
    }

    @Test
    void writesAProviderFromAFetchedDocument() throws IOException {
        String document = Files.readString(Path.of(resource("chat.yaml"))).replace("https://{region}.api.acme.example", "/eu");
        try (ScriptedServer server = ScriptedServer.start(Script.always(ScriptedAnswer.whole(200, "text/yaml", document.getBytes(
                StandardCharsets.UTF_8))))) {
            ToolCall made = call("new", "acme", "--openapi", server.url() + "/spec/openapi.yaml", "--into", folder.toString());
            assertEquals(ToolExit.DONE, made.exit(), made.toString());
            assertEquals(server.url() + "/eu/v1", read("acme/provider.json").path("url").asText());
        }
    }

    @Test
    void makesAnEngineOnThisMachineLocal() throws IOException {
        ToolCall made = call("new", "mine", "--like", "groq", "--url", "http://127.0.0.1:8000/v1", "--into", folder.toString());
        assertEquals(ToolExit.DONE, made.exit(), made.toString());
        assertEquals("local", read("mine/provider.json").path("mode").asText());
    }

    @Test
    void findsWhatIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.provider.json"), """
                {"id": "bad", "dialect": "openai", "url": "https://api.example.com", "serves": ["chat"],
                 "quirks": {"drop": ["messages"]}}""");
        ToolCall checked = call("check", file.toString(), "--json");
        assertEquals(ToolExit.FAULTY, checked.exit());
        assertTrue(checked.json().path("failed").asInt() > 0, checked.out());
        assertTrue(call("check", file.toString()).out().contains("FAILED the request goes to the right place"));
    }

    @Test
    void namesTheUnknownKey() throws IOException {
        Path file = Files.writeString(folder.resolve("odd.provider.json"),
                "{\"id\": \"odd\", \"dialect\": \"openai\", \"urll\": \"https://api.example.com\", \"serves\": [\"chat\"]}");
        ToolCall checked = call("check", file.toString());
        assertEquals(ToolExit.FAULTY, checked.exit());
        assertTrue(checked.out().contains("unknown key 'urll'; allowed are auth"), checked.out());
    }

    @Test
    void asksTheRealProvider() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(DialectFake.OPENAI.says(Said.text("Hello!")))) {
            ToolCall checked = live(server, Map.of("MODELSCAN_KEY", KEY));
            assertEquals(ToolExit.DONE, checked.exit(), checked.toString());
            assertTrue(checked.err().contains("Asks real/m twice; that costs at most 0.001824 USD"), checked.err());
            List<String> shown = server.requests().stream().filter(request -> request.method().equals("POST"))
                    .map(request -> request.header("authorization").orElse("")).toList();
            assertEquals(List.of("Bearer " + KEY, "Bearer " + KEY), shown);
        }
    }

    @Test
    void tellsWhyTheRealProviderRefuses() throws IOException {
        ScriptedAnswer refusal = DialectFake.OPENAI.error(401, "the key " + KEY + " is not ours");
        try (ScriptedServer server = ScriptedServer.start(Script.always(refusal))) {
            ToolCall checked = live(server, Map.of("MODELSCAN_KEY", KEY));
            assertEquals(ToolExit.FAULTY, checked.exit());
            assertTrue(checked.out().contains("FAILED chat answers whole"), checked.out());
            assertFalse((checked.out() + checked.err()).contains(KEY));
            ToolCall keyless = live(server, Map.of());
            assertEquals(ToolExit.IMPOSSIBLE, keyless.exit());
            assertTrue(keyless.err().contains("MODELSCAN_KEY"), keyless.err());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                                        | MISUSED    | Say what to do",
        "make x                                  | MISUSED    | Say what to do",
        "check                                   | MISUSED    | which folder",
        "check a b                               | MISUSED    | nothing else",
        "check a --verbose                       | MISUSED    | Unknown option --verbose",
        "check a --model m                       | MISUSED    | --live only",
        "check not-there                         | IMPOSSIBLE | there is no not-there",
        "check src                               | IMPOSSIBLE | provider.json",
        "check pom.xml                           | IMPOSSIBLE | cannot be done",
        "new                                     | MISUSED    | the id",
        "new Acme --like groq                    | MISUSED    | small letters",
        "new acme                                | MISUSED    | either --like",
        "new acme --like groq --openapi x        | MISUSED    | either --like",
        "new acme --like groq                    | MISUSED    | --url",
        "new acme --like groq --url              | MISUSED    | needs a value",
        "new acme --like groq --url ftp://x      | MISUSED    | must be an address",
        "new acme --like groq --url http://a:b@c | MISUSED    | must be an address",
        "new acme --like nobody --url http://x   | IMPOSSIBLE | no provider 'nobody'",
        "new acme --openapi not-there.yaml       | IMPOSSIBLE | there is no file",
        "new acme --openapi pom.xml              | IMPOSSIBLE | no OpenAPI 3 document",
        "new src --like groq --url http://x      | IMPOSSIBLE | there already",
    })
    void saysWhyItCannot(String words, ToolExit exit, String message) {
        ToolCall call = call(words == null ? new String[0] : words.split(" "));
        assertEquals(exit, call.exit(), call.toString());
        assertTrue(call.err().contains(message), call.err());
        assertFalse(Files.exists(Path.of("acme")), "nothing is left behind");
    }

    private ToolCall live(ScriptedServer server, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("real.provider.json"), """
                {"id": "real", "dialect": "openai", "url": "%s/v1", "serves": ["chat"],
                 "models": [{"id": "m", "prices": {"currency": "USD", "per": 1000000, "input": "2", "output": "8"}}]}
                """.formatted(server.url()));
        return ToolCall.of(distribution, environment, "check", file.toString(), "--live");
    }

    private static ToolCall call(String... words) {
        return ToolCall.of(distribution, Map.of(), words);
    }

    private JsonNode read(String file) throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(folder.resolve(file)));
    }

    private static String resource(String name) {
        return Path.of("src/test/resources", name).toString();
    }
}
