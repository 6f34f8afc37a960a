package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of wishes: modes, what cannot be expressed, and of paths, media and errors in disguise. */
class WishesTest {
    private final TestFramework framework = TestFramework.start();
    private final Protocols protocols = new Protocols(framework.context());
    private final FakeProvider provider = FakeProvider.start();
    private final WordyDialect dialect = new WordyDialect();

    @BeforeEach
    void speak() {
        framework.register(Dialect.class, dialect, Map.of(Dialect.NAME, "wordy"));
    }

    @AfterEach
    void stop() {
        provider.close();
        protocols.deactivate();
        framework.close();
    }

    @Test
    void whatCannotBeExpressedIsTold() {
        Reply reply = ask("\"quirks\":{\"drop\":[\"effort\",\"stream\"]}", Map.of("mode", "think"), "m");
        Samples.events(reply);
        assertEquals(List.of("top_k: wordy has no such word", "effort: acme does not take it"), reply.receipt().warnings());
        assertEquals("{\"model\":\"m\"}", provider.received().getFirst().body());
    }

    @Test
    void theCallerMayWishForSilenceOrRefusal() {
        Reply silent = ask("\"open\":true", Map.of("unsupported", "drop"), "m");
        Samples.events(silent);
        assertEquals(List.of(), silent.receipt().warnings());
        Failure rejected = failure(ask("\"quirks\":{\"drop\":[\"model\"]}", Map.of("unsupported", "reject"), "m"));
        assertEquals(ErrorCode.UNSUPPORTED, rejected.code());
        assertEquals("acme cannot be told all that is asked: top_k: wordy has no such word; model: acme does not take it; "
                + "leave it out, or send x-modelscan-unsupported: warn", rejected.message());
        assertEquals(1, provider.received().size());
    }

    @Test
    void unknownWishesAreErrors() {
        Failure mode = failure(ask("\"open\":true", Map.of("mode", "hard"), "m"));
        assertEquals(ErrorCode.INVALID_REQUEST, mode.code());
        assertTrue(mode.message().contains("allowed are flash, think, ultra-think"), mode.message());
        Failure unsupported = failure(ask("\"open\":true", Map.of("unsupported", "panic"), "m"));
        assertTrue(unsupported.message().contains("allowed are drop, warn, reject"), unsupported.message());
        assertEquals(List.of(), provider.received());
    }

    @Test
    void aModeIsSaidAsEffort() {
        Samples.events(ask("\"open\":true", Map.of("mode", "think"), "m"));
        assertEquals("high", Json.read(provider.received().getFirst().body()).path("effort").asText());
        assertFalse(dialect.originals().getFirst().isPresent());
    }

    @Test
    void aModeMayBeASiblingAndThenTheOriginalStays() {
        Reply reply = ask("\"open\":true", Map.of("mode", "flash"), "big");
        Samples.events(reply);
        assertEquals("small", Json.read(provider.received().getFirst().body()).path("model").asText());
        assertEquals(Optional.of("acme/small"), reply.receipt().target().map(Candidate::name));
        assertEquals(Optional.of(77), reply.receipt().target().flatMap(target -> target.model().context()));
        assertTrue(dialect.originals().getFirst().isPresent());
    }

    @Test
    void aModeThatIsNotMappedIsALoss() {
        Reply unmapped = ask("\"open\":true", Map.of("mode", "ultra-think"), "m");
        Samples.events(unmapped);
        assertEquals("mode: acme has no mode ultra-think for m", unmapped.receipt().warnings().getFirst());
        Reply thoughtless = ask("\"open\":true", Map.of("mode", "think"), "small");
        Samples.events(thoughtless);
        assertEquals("mode: acme has no mode think for small", thoughtless.receipt().warnings().getFirst());
        assertFalse(provider.received().getLast().body().contains("effort"));
    }

    @Test
    void aModelThatGoesIsWarnedOf() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertEquals(Optional.empty(), warned(today.plusDays(40)));
        assertEquals(Optional.of("acme/m retires on " + today.plusDays(10)), warned(today.plusDays(10)));
        assertEquals(Optional.of("acme/m was to retire on " + today.minusDays(10)), warned(today.minusDays(10)));
    }

    private Optional<String> warned(LocalDate retires) {
        Model model = new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), "", Optional.of(retires));
        Reply reply = answer("\"open\":true", Samples.chat("m", "x").to(new Candidate("acme", model), 1));
        Samples.events(reply);
        return reply.receipt().warnings().stream().filter(text -> text.contains("retire")).findFirst();
    }

    @Test
    void theModelMayStandInThePath() {
        Samples.events(ask("\"paths\":{\"chat\":\"/at/{model}/run?v=1\"}", Map.of(), "vendor/m:1 b?c"));
        assertEquals("/at/vendor/m%3A1%20b%3Fc/run?v=1", provider.received().getFirst().uri().toString());
        Failure outside = failure(ask("\"paths\":{\"chat\":\"/at/{model}/run\"}", Map.of(), "../../admin"));
        assertEquals(ErrorCode.INVALID_REQUEST, outside.code());
        assertEquals(1, provider.received().size());
    }

    @Test
    void aBodyThatIsNotJsonComesInFrames() {
        provider.answers(200, "audio/mpeg; rate=1", "sound");
        List<StreamEvent> events = Samples.events(ask("\"open\":true", Map.of(), "m"));
        assertEquals(List.of(new StreamEvent.TextDelta(0, "audio/mpeg:sound"), new StreamEvent.TextDelta(0, "audio/mpeg:end")),
                events);
        provider.answers(200, "video/mp4", "film");
        assertEquals(ErrorCode.PROVIDER_GARBAGE, failure(ask("\"open\":true", Map.of(), "m")).code());
    }

    @Test
    void anErrorInDisguiseIsAnError() {
        provider.answers(200, "application/json", "{\"base\":{\"code\":1008,\"text\":\"no balance\"}}");
        String quirk = "\"quirks\":{\"error\":{\"at\":\"base.code\",\"unless\":0,\"message\":\"base.text\"}}";
        Failure failure = failure(ask(quirk, Map.of(), "m"));
        assertEquals("502 {\"error\":{\"message\":\"no balance\",\"code\":1008}}", failure.message());
        assertEquals(Optional.of("acme"), failure.provider());
        provider.answers(200, "application/json", "{\"base\":{\"code\":0}}");
        assertTrue(ask(quirk, Map.of(), "m").next().flatMap(Piece::failure).isEmpty());
        provider.answers(200, "application/json", "{\"error\":{\"code\":429,\"message\":\"slow\"}}");
        assertEquals(429, failure(ask("\"quirks\":{\"error\":\"error\"}", Map.of(), "m")).status());
        provider.answers(200, "application/json", "{\"error\":\"\",\"x\":1}");
        assertTrue(ask("\"quirks\":{\"error\":\"error\"}", Map.of(), "m").next().flatMap(Piece::failure).isEmpty());
        provider.answers(200, "application/json", "{\"error\":true}");
        assertEquals("502 {\"error\":{\"message\":\"error is true\"}}", failure(ask("\"quirks\":{\"error\":\"error\"}", Map.of(), "m")).message());
        provider.answers(200, "application/json", "{\"error\":null,\"x\":1}");
        assertTrue(ask("\"quirks\":{\"error\":\"error\"}", Map.of(), "m").next().flatMap(Piece::failure).isEmpty());
    }

    @Test
    void headersMayHoldPlaceholders() {
        Samples.events(ask("\"headers\":{\"x-a\":\"$[secret:acme]\",\"x-b\":\"$[env:NO_SUCH_VARIABLE;default=b]\"}", Map.of(), "m"));
        assertEquals("k-1", provider.received().getFirst().header("x-a"));
        assertEquals("b", provider.received().getFirst().header("x-b"));
        Failure missing = failure(ask("\"headers\":{\"x-a\":\"$[env:NO_SUCH_VARIABLE]\"}", Map.of(), "m"));
        assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, missing.code());
        assertTrue(missing.message().contains("the environment variable NO_SUCH_VARIABLE"), missing.message());
    }

    @Test
    void withOptionalAuthAKeyIsShownOnlyIfThereIsOne() {
        Samples.events(ask("\"auth\":\"optional\",\"key\":\"$[secret:absent]\"", Map.of(), "m"));
        Samples.events(ask("\"auth\":\"optional\"", Map.of(), "m"));
        assertEquals(null, provider.received().getFirst().header("Authorization"));
        assertEquals("Bearer k-1", provider.received().getLast().header("Authorization"));
    }

    @Test
    void operationsWithAFormNeedNoDialect() {
        provider.answers(200, "audio/mpeg", "sound");
        Exchange speech = Exchange.of("t", Inquiry.of(new SpeechRequest("m", "hello", Optional.empty(), Optional.of("mp3"),
                Optional.empty(), Json.object()), false));
        String words = "\"calls\":{\"speech\":{\"path\":\"/tts/{model}\",\"body\":{\"say\":\"{text}\"},"
                + "\"answer\":{\"media\":{\"body\":true}}}}";
        Reply reply = answer(words, speech.to(new Candidate("acme", Model.unknown("m", Operation.SPEECH)), 1));
        assertTrue(Samples.events(reply).stream().anyMatch(StreamEvent.MediaProduced.class::isInstance));
        assertEquals("{\"say\":\"hello\"}", provider.received().getFirst().body());
        assertEquals("/tts/m", provider.received().getFirst().uri().toString());
        assertEquals("Bearer k-1", provider.received().getFirst().header("Authorization"));
    }

    private Reply ask(String words, Map<String, String> wishes, String model) {
        Exchange asked = Samples.chat(ChatRequest.of(model, Message.user("hi")), wishes);
        Exchange written = asked.asking(Inquiry.written(Operation.CHAT, model, false,
                Outline.of("other", "{}".getBytes(StandardCharsets.UTF_8)), asked::request));
        return answer(words, written.to(new Candidate("acme", model(words, model)), 1));
    }

    private Model model(String words, String id) {
        return descriptor(words).offer().models().stream().filter(model -> model.id().equals(id)).findFirst()
                .orElse(Model.unknown(id, Operation.CHAT));
    }

    private Reply answer(String words, Exchange exchange) {
        Descriptor descriptor = descriptor(words);
        Account account = new Account(descriptor, Optional.empty(), name -> name.equals("acme") ? "k-1" : null,
                protocols.upstream());
        return new DescribedModel(descriptor, account, protocols, Optional.empty()).answer(exchange);
    }

    private Descriptor descriptor(String words) {
        return DescriptorReader.read(("""
                {"id":"acme","dialect":"wordy","url":"%s","serves":["chat"],"modes":{"think":{"effort":"high"}},"models":[
                 {"id":"big","modes":{"flash":{"model":"small"}}},{"id":"small","context":77,"capabilities":["tools"]}],%s}"""
                .formatted(provider.url(), words)).getBytes(StandardCharsets.UTF_8), "test");
    }

    private static Failure failure(Reply reply) {
        try (reply) {
            return reply.next().flatMap(Piece::failure).orElseThrow();
        }
    }
}
