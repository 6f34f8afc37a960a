package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Quirk;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescribedModelTest {
    private final TestFramework framework = TestFramework.start();
    private final Protocols protocols = new Protocols(framework.context());
    private final List<ObjectNode> received = new ArrayList<>();
    private final AtomicReference<Map<String, List<String>>> headers = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        framework.register(Dialect.class, new PlainDialect(), Map.of(Dialect.NAME, "plain"));
        framework.register(Framing.class, new PlainDialect.LineFraming(), Map.of(Framing.MEDIA_TYPE, "text/lines"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        protocols.deactivate();
        framework.close();
    }

    @Test
    void sendsTheKeyAndTheCorrectedBody() {
        answering(200, "application/json", "{}");
        Samples.events(ask("""
                "auth":{"header":"x-key"},"quirks":{"drop":["secretive"],"rename":{"text":"words"},"default":{"safe":true}}"""));
        assertEquals(List.of("k-1"), headers.get().get("X-key"));
        assertEquals(Json.read("{\"model\":\"m\",\"words\":\"hi\",\"safe\":true}"), received.getFirst());
    }

    @Test
    void letsQuirksInCodeCorrectTheRest() {
        answering(200, "application/json", "{}");
        Quirk shout = (_, message) -> message.put("text", message.path("text").asText().toUpperCase(Locale.ROOT));
        framework.register(Quirk.class, shout, Map.of(Provider.ID, "acme", Quirk.PLACES, "REQUEST"));
        framework.register(Quirk.class, shout, Map.of(Provider.ID, "other", Quirk.PLACES, "REQUEST"));
        Samples.events(ask("\"auth\":\"bearer\""));
        assertEquals("HI", received.getFirst().path("text").asText());
        assertEquals(List.of("Bearer k-1"), headers.get().get("Authorization"));
    }

    @Test
    void readsAStreamFrameByFrame() {
        answering(200, "text/lines; charset=utf-8", "one\ntwo\nEND\n");
        Reply reply = ask("\"auth\":\"none\"");
        assertEquals("onetwo", Samples.text(reply));
        assertTrue(reply.receipt().finish().isPresent());
        assertTrue(reply.receipt().failure().isEmpty());
    }

    @Test
    void aStreamThatEndsTidilyButIncompleteIsCut() {
        answering(200, "text/lines", "one\n");
        Reply reply = ask("\"auth\":\"none\"");
        List<StreamEvent> events = Samples.events(reply);
        assertEquals(2, events.size());
        assertEquals(Optional.of(ErrorCode.STREAM_CUT), reply.receipt().failure().map(Failure::code));
        assertEquals(Optional.of("acme"), reply.receipt().failure().flatMap(Failure::provider));
    }

    @Test
    void errorsOfTheProviderAreFailuresThatNameIt() {
        answering(429, "application/json", "{\"error\":1}");
        Failure failure = failure(ask("\"auth\":\"none\""));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Optional.of("acme"), failure.provider());
    }

    @Test
    void aKeyThatTheProviderRepeatsGoesNoFurther() {
        answering(400, "application/json", "{\"error\":\"k-1 is bad\"}".replace("k-1", "key-12345"));
        Failure failure = failure(answer(descriptor("\"auth\":\"bearer\",\"key\":\"key-12345\""), Samples.chat("m", "hi")));
        assertFalse(failure.message().contains("key-12345"), failure.message());
        assertTrue(failure.message().contains("… is bad"), failure.message());
    }

    @Test
    void aPageInsteadOfJsonAndARedirectAreGarbage() {
        answering(200, "text/html", "<html>");
        assertEquals(ErrorCode.PROVIDER_GARBAGE, failure(ask("\"auth\":\"none\"")).code());
        server.removeContext("/");
        answering(302, "text/plain", "");
        assertEquals(ErrorCode.PROVIDER_GARBAGE, failure(ask("\"auth\":\"none\"")).code());
    }

    @Test
    void refusesBeforeAnyByteGoesOutWhenSomethingIsNotSet() {
        answering(200, "application/json", "{}");
        Failure noKey = failure(ask("\"auth\":\"bearer\",\"key\":\"$[secret:absent]\""));
        assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, noKey.code());
        assertTrue(noKey.message().contains("conf/secrets/acme"), noKey.message());
        Failure noDialect = failure(answer(descriptor("\"auth\":\"none\"").replace("plain", "klingon"), Samples.chat("m", "hi")));
        assertTrue(noDialect.message().contains("'klingon'"), noDialect.message());
        Exchange search = Exchange.of("t", Inquiry.of(new SearchRequest("m", "q", Optional.empty(), List.of(), Json.object()), false));
        assertEquals(ErrorCode.UNSUPPORTED, failure(answer(descriptor("\"auth\":\"none\""), search)).code());
        assertEquals(List.of(), received);
    }

    @Test
    void nobodyThereIsAFailureThatOthersMayMend() {
        server.stop(0);
        Failure failure = failure(ask("\"auth\":\"none\""));
        assertEquals(ErrorCode.PROVIDER_UNREACHABLE, failure.code());
        assertEquals(Optional.of("acme"), failure.provider());
    }

    @Test
    void cancellingEndsTheWaitForTheFirstByteAndTheUpstreamCall() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            arrived.countDown();
            await(hold);
            exchange.close();
        });
        Exchange exchange = Samples.chat("m", "hi");
        AtomicReference<Failure> failure = new AtomicReference<>();
        Thread asking = Thread.ofVirtual().start(() -> failure.set(failure(answer(descriptor("\"auth\":\"none\""), exchange))));
        assertTrue(arrived.await(30, TimeUnit.SECONDS));
        exchange.cancellation().cancel();
        asking.join();
        assertEquals(ErrorCode.CANCELLED, failure.get().code());
        hold.countDown();
    }

    @Test
    void movesUsageThatIsElsewhere() {
        answering(200, "text/lines", "{\"x\":{\"usage\":{\"n\":1}}}\n{\"y\":1}\nEND\n");
        assertEquals("{\"x\":{\"usage\":{\"n\":1}},\"usage\":{\"n\":1}}{\"y\":1}",
                Samples.text(ask("\"auth\":\"none\",\"quirks\":{\"usage\":\"x.usage\"}")));
    }

    @Test
    void givesTheDialectBackAtTheEnd() {
        answering(200, "text/lines", "one\nEND\n");
        Reply reply = ask("\"auth\":\"none\"");
        assertEquals(1, protocols.dialect("plain").orElseThrow().running());
        reply.close();
        assertEquals(0, protocols.dialect("plain").orElseThrow().running());
        assertFalse(reply.next().isPresent() && reply.receipt().failure().isEmpty());
    }

    private void answering(int status, String mediaType, String body) {
        server.createContext("/", exchange -> {
            headers.set(Map.copyOf(exchange.getRequestHeaders()));
            received.add(Json.readObject(exchange.getRequestBody().readAllBytes()));
            send(exchange, status, mediaType, body);
        });
    }

    private static void send(HttpExchange exchange, int status, String mediaType, String body) throws IOException {
        exchange.getResponseHeaders().add("content-type", mediaType);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply ask(String words) {
        return answer(descriptor(words), Samples.chat("m", "hi"));
    }

    private Reply answer(String json, Exchange exchange) {
        Descriptor descriptor = DescriptorReader.read(json.getBytes(StandardCharsets.UTF_8), "test");
        Account account = new Account(descriptor, Optional.empty(), name -> name.equals("acme") ? "k-1" : null,
                protocols.upstream());
        return new DescribedModel(descriptor, account, protocols, Optional.empty()).answer(exchange.to(Samples.candidate("acme", "m"), 1));
    }

    private String descriptor(String words) {
        return "{\"id\":\"acme\",\"dialect\":\"plain\",\"url\":\"http://127.0.0.1:" + server.getAddress().getPort()
                + "/v1\",\"serves\":[\"chat\",\"search\"]," + words + "}";
    }

    private static Failure failure(Reply reply) {
        try (reply) {
            return reply.next().flatMap(Piece::failure).orElseThrow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
