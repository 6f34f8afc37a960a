package modelscan.http.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of several dialects see beside their own addresses. */
class DialectAnswersTest {
    private final Rig rig = new Rig();
    private final Script script = new Script();

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({"/v1/messages/nothing, anthropic", "/v1/messages, anthropic", "/v1beta/nothing, gemini", "/v1beta/models/a/b:other, gemini",
            "/v1/models/x:other, gemini", "/api/nothing, ollama", "/api/show, ollama", "/v1/chat/nothing, openai", "/v1/nothing, ''",
            "/nothing, ''", "/v1/models/x, ''"})
    void errorsLookAsTheNearestDialectWritesThem(String path, String shape) {
        List<Routes.Route> routes = List.of(front("/v1/chat/completions", "openai"), front("/v1/messages", "anthropic"),
                front("/v1beta/models/{model...}:generate", "gemini"), front("/v1/models/{model...}:generate", "gemini"),
                front("/api/chat", "ollama"), Routes.Route.of("POST", "/api/show", Rig.text("")).ownedBy("ollama"),
                Routes.Route.of("GET", "/v1/models/{id...}", Rig.text("")).ownedBy("http"));
        assertEquals(shape, new Routes(routes).errors(path).map(each -> new String(each.body(FAILURE), UTF_8)).orElse(""));
    }

    private static final Failure FAILURE = Failure.of(ErrorCode.NOT_FOUND, "x");

    private static Routes.Route front(String path, String dialect) {
        return Routes.Route.of("POST", path, Rig.text("")).ownedBy(dialect).failing(_ -> dialect.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"x-none, false", "x-goog-api-key, false", "x-none, true"})
    void modelsOfGemini(String header, boolean beta) throws IOException {
        rig.data("GET", "/v1/models", target(new ModelIndex(new ModelShelf(catalog(), List.of(), List.of())))).data("GET", "/v1beta/models", target(new ModelIndex(new ModelShelf(catalog()))))
                .data("GET", "/v1beta/models/{id...}", target(new ModelEntry(new ModelShelf(catalog(), List.of(), List.of()))));
        try (RawClient client = rig.connect()) {
            JsonNode list = Json.read(client.get((beta ? "/v1beta" : "/v1") + "/models?pageSize=1", header + ": k").answer().body());
            boolean gemini = beta || header.startsWith("x-goog");
            assertEquals(gemini ? "models/groq/meta/llama" : "", list.at("/models/0/name").asText());
            assertEquals(gemini ? "1" : "", list.path("nextPageToken").asText());
            assertEquals("generateContent", Json.read(client.get("/v1beta/models/groq/meta/llama").answer().body())
                    .at("/supportedGenerationMethods/0").asText());
            RawClient.Answer missing = client.get("/v1beta/models/none").answer();
            assertEquals("404 NOT_FOUND", missing.status() + " " + Json.read(missing.body()).at("/error/status").asText());
            JsonNode last = Json.read(client.get("/v1beta/models?pageToken=1").answer().body());
            assertEquals("[\"embedContent\",\"batchEmbedContents\"]", last.at("/models/0/supportedGenerationMethods").toString());
            assertTrue(last.path("nextPageToken").isMissingNode());
            assertEquals(400, client.get("/v1beta/models?pageSize=many").answer().status());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', groq/meta/llama|echo/vectors, false", "?limit=1, groq/meta/llama, true",
            "?limit=1&after_id=groq/meta/llama, echo/vectors, false", "?before_id=echo/vectors, groq/meta/llama, false",
            "?after_id=unknown, '', false", "?after_id=echo/vectors&before_id=groq/meta/llama, '', false"})
    void modelsOfAnthropic(String query, String ids, boolean more) throws IOException {
        rig.data("GET", "/v1/models", target(new ModelIndex(new ModelShelf(catalog(), List.of(), List.of()))))
                .data("GET", "/v1/models/{id...}", target(new ModelEntry(new ModelShelf(catalog(), List.of(), List.of()))));
        try (RawClient client = rig.connect()) {
            JsonNode list = Json.read(client.get("/v1/models" + query, "anthropic-version: 2026-01-01").answer().body());
            assertEquals(ids, String.join("|", list.path("data").findValuesAsText("id")));
            assertEquals(more, list.path("has_more").booleanValue());
            assertEquals(ids.isEmpty() ? "null" : ids.split("\\|")[0], list.path("first_id").asText());
            RawClient.Answer missing = client.get("/v1/models/none", "anthropic-version: 2026-01-01").answer();
            assertEquals("404 not_found_error", missing.status() + " " + Json.read(missing.body()).at("/error/type").asText());
        }
    }

    @Test
    void warningsAreShownWithinBounds() throws IOException {
        script.end().with(Receipt.EMPTY.warning(List.of("top_k: größer", "a\r\nb: x", "c: " + "y".repeat(3000))));
        rig.data("POST", "/words/{who}", Words.before(_ -> script));
        try (RawClient client = rig.connect()) {
            String warnings = client.post("/words/me", "m").answer().header("x-modelscan-warnings");
            assertTrue(warnings.startsWith("top_k: gr??er; a??b: x; c: yyy") || warnings.startsWith("top_k: gr?"), warnings);
            assertEquals(2048, warnings.length());
        }
    }

    @Test
    void packedBodiesAreUnpackedWithinBounds() throws IOException {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        script.end();
        rig.data("POST", "/words/{who}", Words.before(exchange -> {
            seen.set(exchange);
            return script;
        }));
        assertEquals("model", new String(RequestEncoding.decoded(zipped("model".getBytes(UTF_8)), " GZip", 10), UTF_8));
        assertEquals(ErrorCode.TOO_LARGE, code(zipped(new byte[1_000_000]), "gzip"));
        assertEquals(ErrorCode.INVALID_REQUEST, code("model".getBytes(UTF_8), "gzip"));
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, code("model".getBytes(UTF_8), "br"));
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, code("model".getBytes(UTF_8), "gzip, gzip"));
        byte[] cut = zipped("model".getBytes(UTF_8));
        assertEquals(ErrorCode.INVALID_REQUEST, code(Arrays.copyOf(cut, cut.length - 3), "gzip"));
        try (RawClient client = rig.connect()) {
            assertEquals(415, client.post("/words/me", "model", "content-encoding: br").answer().status());
            assertEquals(400, client.post("/words/me", "model", "content-encoding: gzip").answer().status());
            client.post("/words/me", "model", "content-encoding: identity").answer();
            assertEquals("model", seen.get().inquiry().model());
        }
    }

    @Test
    void rawBytesArriveAsTheyComeWithTheirType() throws IOException {
        rig.data("POST", "/sound", raw());
        try (RawClient client = rig.connect()) {
            script.piece(Piece.of()).say("ab");
            client.post("/sound", "m");
            RawClient.Answer head = client.head();
            assertEquals("200 audio/ab", head.status() + " " + head.header("content-type"));
            assertEquals("ab", client.chunk());
            script.say("c");
            assertEquals("c", client.chunk());
            script.piece(Piece.failed(Failure.of(ErrorCode.STREAM_CUT, "cut")));
            assertThrows(IOException.class, client::chunk);
        }
    }

    @Test
    void aFailureBeforeTheFirstRawByteIsAnAnswer() throws IOException {
        rig.data("POST", "/sound", raw());
        try (RawClient client = rig.connect()) {
            script.piece(Piece.of()).piece(Piece.failed(Failure.of(ErrorCode.RATE_LIMITED, "slow")));
            RawClient.Answer answer = client.post("/sound", "m").answer();
            assertEquals("429 raw slow application/json", answer.status() + " " + answer.body() + " " + answer.header("content-type"));
        }
    }

    private Target raw() {
        Words words = new Words();
        return new FrontTarget(new Raw(), Held.<Dialect>always(words), new FrontTarget.Services(
                Held.always(Words.gateway(_ -> script)), _ -> Optional.empty()));
    }

    private static ErrorCode code(byte[] body, String encoding) {
        return assertThrows(FailureException.class, () -> RequestEncoding.decoded(body, encoding, 1000))
                .failure().code();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static Target target(Endpoint endpoint) {
        return new EndpointTarget(Held.always(endpoint), false);
    }

    private static Catalog catalog() {
        return EndpointsTest.catalog(Samples.candidate("groq", "meta/llama"),
                new Candidate("echo", Model.unknown("vectors", Operation.EMBEDDING)));
    }

    /** A front whose answers are the texts as raw bytes, of a type that the first one decides. */
    private static final class Raw implements Front {
        @Override
        public Route route() {
            return new Route("POST", "/sound", "none");
        }

        @Override
        public Inquiry read(Letter letter) {
            return new Words().read(letter);
        }

        @Override
        public byte[] failure(Failure failure) {
            return ("raw " + failure.message()).getBytes(UTF_8);
        }

        @Override
        public Writer writer(Inquiry inquiry) {
            return new Writer() {
                private String type = "audio/unknown";

                @Override
                public List<Frame> write(Piece piece) {
                    return piece.events().stream().map(event -> {
                        String text = ((StreamEvent.TextDelta) event).text();
                        type = "audio/" + text;
                        return Frame.of(text);
                    }).toList();
                }

                @Override
                public List<Frame> end(Receipt receipt) {
                    return List.of();
                }

                @Override
                public Optional<String> framing() {
                    return Optional.of("raw");
                }

                @Override
                public Optional<String> mediaType() {
                    return Optional.of(type);
                }
            };
        }
    }
}
