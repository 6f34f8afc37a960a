package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.net.Limits;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;
import modelscan.test.kit.Cassette;
import modelscan.test.kit.Replay;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of every provider does what its cassettes say, without waiting. */
class FormCassettesTest {
    private final ScriptedServer server = ScriptedServer.start(Script.always(ScriptedAnswer.json(500, "{}")));
    private final Upstream upstream = new Upstream(Limits.usual());
    private Path providers;

    @BeforeEach
    void find() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("bundles/provider"))) {
            here = here.getParent();
        }
        providers = here.resolve("bundles/provider");
    }

    @AfterEach
    void stop() {
        upstream.close();
        server.close();
    }

    /** Calls to the scripted server as if it were the provider. */
    private record Line(URI base, Upstream upstream) implements Calling {
        @Override
        public UpstreamCall call(Errand errand) {
            Map<String, String> headers = new HashMap<>(errand.headers());
            headers.put("authorization", "Bearer key");
            URI uri = URI.create(errand.address().startsWith("/") ? base + errand.address() : errand.address());
            return upstream.call(new UpstreamRequest(errand.method(), uri, headers, errand.body(), errand.patience(), false));
        }
    }

    @TestFactory
    Stream<DynamicTest> plays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : folders()) {
            for (Map.Entry<String, JsonNode> call : descriptor(folder).path("calls").properties()) {
                String name = folder.getFileName() + " " + call.getKey();
                List<Path> cassettes = cassettes(folder, call.getKey());
                if (!call.getValue().has("refuses")) {
                    tests.add(dynamicTest(name + " is recorded", () -> assertTrue(!cassettes.isEmpty())));
                }
                cassettes.forEach(file -> tests.add(dynamicTest(name + " " + file.getFileName(), () -> play(folder, file))));
            }
        }
        assertTrue(tests.size() > 60, tests.size() + " tests");
        return tests.stream();
    }

    private void play(Path folder, Path file) throws IOException {
        Cassette cassette = Cassette.read(file);
        Replay replay = cassette.replay(server.url(), path(folder));
        server.follow(replay);
        ObjectNode told = Json.object();
        Reply reply = reply(folder, cassette, new Cancellation());
        try (reply) {
            reply.forEach(event -> tell(told, event));
        }
        ObjectNode usage = told.putObject("usage");
        reply.receipt().usage().amounts().forEach((unit, amount) -> usage.put(unit.word(), plain(amount)));
        assertEquals(List.of(), replay.objections());
        cassette.expect().properties().forEach(wanted -> assertEquals(normal(wanted.getKey(), wanted.getValue()),
                told.path(wanted.getKey()).toString(), wanted.getKey() + " of " + told));
        assertEquals(cassette.expect().has("failure"), told.has("failure"), told.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "luma,        video.json,         DELETE /generations/0f8e3a52-luma",
        "runway,      video.json,         DELETE /v1/tasks/17f20503-6c24",
        "fal,         image.json,         PUT /fal-ai/flux/requests/764cabcf/cancel",
        "d-id,        video.json,         DELETE /talks/tlk_1",
        "replicate,   video.json,         POST /predictions/rrr4z55ocneqzikepnug6xezpe/cancel",
        "assemblyai,  transcription.json, DELETE /v2/transcript/tr-1",
        "gladia,      transcription.json, DELETE /v2/pre-recorded/45463597-20b7",
    })
    void cancels(String provider, String file, String wanted) throws IOException {
        Path folder = providers.resolve(provider);
        Cassette cassette = Cassette.read(folder.resolve("src/test/cassettes/" + file));
        server.follow(cassette.replay(server.url(), path(folder)));
        Cancellation caller = new Cancellation();
        List<StreamEvent> events = new ArrayList<>();
        try (Reply reply = reply(folder, cassette, caller)) {
            reply.forEach(event -> {
                events.add(event);
                caller.cancel();
            });
        }
        assertTrue(events.getLast() instanceof StreamEvent.Failed, events.toString());
        var last = server.requests().getLast();
        assertEquals(wanted, last.method() + " " + last.path().substring(path(folder).length()));
    }

    private Reply reply(Path folder, Cassette cassette, Cancellation cancellation) throws IOException {
        Operation operation = Operation.of(cassette.ask().path("operation").asText()).orElseThrow();
        Form form = FormReader.read(descriptor(folder).path("calls").path(operation.word()), operation, folder.toString());
        JsonNode asked = Json.read(Json.write(cassette.ask().path("request")));
        Exchange exchange = Exchange.of("r", Inquiry.of(AskedInJson.of(operation, asked), false),
                Wishes.NONE, cancellation)
                .to(new Candidate("acme", Model.unknown(asked.path("model").asText(), operation)), 1);
        return new Forms(InstantSource.fixed(Instant.EPOCH), new FakePace(), new Random(1))
                .answer(exchange, form, new Line(URI.create(server.url() + path(folder)), upstream));
    }

    private static void tell(ObjectNode told, StreamEvent event) {
        switch (event) {
            case StreamEvent.MediaProduced made when made.media() instanceof Media.Link link ->
                told.withArray("media").addObject().put("url", link.uri().toString());
            case StreamEvent.MediaProduced made when made.media() instanceof Media.Bytes(String type, byte[] data) ->
                told.withArray("media").addObject().put("type", type).put("base64", Base64.getEncoder().encodeToString(data));
            case StreamEvent.Transcribed heard -> told.put("transcript", told.path("transcript").asText() + heard.text());
            case StreamEvent.TextDelta delta -> told.put("text", told.path("text").asText() + delta.text());
            case StreamEvent.Embedded vector -> {
                var values = told.withArray("vectors").addArray();
                for (float value : vector.values()) {
                    values.add(value);
                }
            }
            case StreamEvent.Ranked rank -> told.withArray("ranks").addObject().put("index", rank.index()).put("score", rank.score());
            case StreamEvent.Found hit -> told.withArray("hits").addObject().put("title", hit.title()).put("url", hit.url())
                    .put("snippet", hit.snippet());
            case StreamEvent.Failed(var failure) -> told.put("failure", failure.code().word());
            default -> { }
        }
    }

    private static String normal(String word, JsonNode wanted) {
        if (!word.equals("usage")) {
            return wanted.toString();
        }
        ObjectNode usage = Json.object();
        wanted.properties().forEach(unit -> usage.put(unit.getKey(), plain(unit.getValue().decimalValue())));
        return usage.toString();
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(providers)) {
            return all.filter(folder -> Files.isRegularFile(folder.resolve("src/main/resources/MODELSCAN-INF/provider.json")))
                    .sorted().toList();
        }
    }

    private static JsonNode descriptor(Path folder) throws IOException {
        return Json.read(Files.readAllBytes(folder.resolve("src/main/resources/MODELSCAN-INF/provider.json")));
    }

    private static List<Path> cassettes(Path folder, String operation) throws IOException {
        Path shelf = folder.resolve("src/test/cassettes");
        if (!Files.isDirectory(shelf)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shelf)) {
            return files.filter(file -> file.getFileName().toString().matches(operation + "(-.*)?\\.json")).sorted().toList();
        }
    }

    private static String path(Path folder) throws IOException {
        String url = descriptor(folder).path("url").asText().replaceAll("\\$\\[[^\\]]*]", "sample");
        return URI.create(url).getPath();
    }
}
