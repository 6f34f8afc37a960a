package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Money;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrontTargetTest {
    private static final Receipt RECEIPT = Receipt.EMPTY.from(Samples.candidate("groq", "llama"), 2)
            .costing(new Cost.Known(Money.of("0.00012", "USD")));

    private final Rig rig = new Rig();
    private final Script script = new Script();

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawClient client(Function<Exchange, Reply> answer) {
        rig.data("POST", "/words/{who}", Words.before(answer));
        return rig.connect();
    }

    @Test
    void aWholeAnswerHasItsLengthAndAllHeaders() throws IOException {
        script.say("a").say("b").end().with(RECEIPT);
        try (RawClient client = client(exchange -> script)) {
            RawClient.Answer answer = client.post("/words/me", "model").answer();
            assertEquals("200 a|b 3 application/json", answer.status() + " " + answer.body() + " "
                    + answer.header("content-length") + " " + answer.header("content-type"));
            assertEquals("groq llama 2 miss 0.00012 USD", answer.header("x-modelscan-provider") + " "
                    + answer.header("x-modelscan-model") + " " + answer.header("x-modelscan-attempts") + " "
                    + answer.header("x-modelscan-cache") + " " + answer.header("x-modelscan-cost"));
            ReceptionTest.await(script.closed);
        }
    }

    @Test
    void theExchangeCarriesIdModelAndWishes() throws IOException {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        try (RawClient client = client(exchange -> {
            seen.set(exchange);
            return script.end();
        })) {
            RawClient.Answer answer = client.post("/words/me", "model", "X-ModelScan-Strategy: cheapest",
                    "x-modelscan-max-cost:  0.01 ", "Idempotency-Key: again").answer();
            assertEquals(seen.get().id(), answer.header("x-modelscan-request-id"));
            assertEquals("model", seen.get().inquiry().model());
            assertEquals(Map.of("strategy", "cheapest", "max-cost", "0.01", "idempotency-key", "again"), seen.get().wishes().values());
            assertEquals("unknown", answer.header("x-modelscan-cost"));
            assertNull(answer.header("x-modelscan-provider"));
        }
    }

    @Test
    void piecesArriveAsSoonAsTheyAreThere() throws IOException {
        try (RawClient client = client(exchange -> script)) {
            script.say("one").with(RECEIPT);
            client.post("/words/me", "!model");
            RawClient.Answer head = client.head();
            assertEquals("200 text/event-stream no-cache groq", head.status() + " " + head.header("content-type") + " "
                    + head.header("cache-control") + " " + head.header("x-modelscan-provider"));
            assertEquals("one\n", client.chunk());
            script.say("two");
            assertEquals("two\n", client.chunk());
            script.end();
            assertEquals("end\n", client.chunk());
            assertEquals("", client.chunk());
        }
    }

    @Test
    void whatIsReadyIsSentTogether() throws IOException {
        script.say("one").say("two").end();
        try (RawClient client = client(exchange -> script)) {
            assertEquals("one\ntwo\nend\n", client.post("/words/me", "!model").answer().body());
        }
    }

    @Test
    void aFailureBeforeTheFirstByteIsAnErrorAnswerOfTheDialect() throws IOException {
        Failure limited = Failure.of(ErrorCode.RATE_LIMITED, "slow down").after(Duration.ofSeconds(7));
        for (String body : new String[] {"model", "!model"}) {
            try (RawClient client = client(exchange -> Reply.refused(limited).receipted(receipt -> RECEIPT))) {
                RawClient.Answer answer = client.post("/words/me", body).answer();
                assertEquals("429 words: slow down 7 groq", answer.status() + " " + answer.body() + " "
                        + answer.header("retry-after") + " " + answer.header("x-modelscan-provider"));
            }
        }
    }

    @Test
    void aCallerIsToldWhatIsLeftOfItsLimitsUnderTheNamesItsLibraryReads() throws IOException {
        Receipt limited = RECEIPT.allowing(List.of(quota(What.REQUESTS, 60, 59, Duration.ofMillis(20_500)),
                quota(What.TOKENS, 1_000, 0, Duration.ofMinutes(62))));
        Failure full = Failure.of(ErrorCode.RATE_LIMITED, "slow down").after(Duration.ofSeconds(7));
        for (String body : new String[] {"model", "!model"}) {
            try (RawClient client = client(exchange -> Reply.refused(full).receipted(receipt -> limited))) {
                RawClient.Answer answer = client.post("/words/me", body).answer();
                assertEquals("60 59 21s 1000 0 1h2m0s 7", String.join(" ", answer.header("x-ratelimit-limit-requests"),
                        answer.header("x-ratelimit-remaining-requests"), answer.header("x-ratelimit-reset-requests"),
                        answer.header("x-ratelimit-limit-tokens"), answer.header("x-ratelimit-remaining-tokens"),
                        answer.header("x-ratelimit-reset-tokens"), answer.header("retry-after")));
            }
        }
        script.say("a").end().with(limited);
        try (RawClient client = client(exchange -> script)) {
            RawClient.Answer answer = client.post("/words/me", "model", "anthropic-version: 2023-06-01").answer();
            assertEquals("60 59", answer.header("anthropic-ratelimit-requests-limit") + " "
                    + answer.header("anthropic-ratelimit-requests-remaining"));
            assertTrue(Instant.parse(answer.header("anthropic-ratelimit-tokens-reset")).isAfter(Instant.now().plusSeconds(3_600)));
            assertNull(answer.header("x-ratelimit-limit-requests"));
        }
    }

    private static Quota quota(What what, long limit, long remaining, Duration reset) {
        return new Quota(what, Optional.of(BigDecimal.valueOf(limit)), Optional.of(BigDecimal.valueOf(remaining)), Optional.of(reset));
    }

    @Test
    void aFailureWithoutAPieceIsSeenInTheReceipt() throws IOException {
        script.end().with(Receipt.EMPTY.failing(Failure.of(ErrorCode.PROVIDER_ERROR, "broke")));
        try (RawClient client = client(exchange -> script)) {
            assertEquals(502, client.post("/words/me", "model").answer().status());
        }
    }

    @Test
    void aFailureInTheMiddleIsToldInTheStreamAndTheStreamEndsInOrder() throws IOException {
        try (RawClient client = client(exchange -> script)) {
            script.say("one");
            client.post("/words/me", "!model").head();
            assertEquals("one\n", client.chunk());
            script.piece(Piece.failed(Failure.of(ErrorCode.STREAM_CUT, "broke off"))).end();
            String rest = client.chunk();
            assertEquals("failed: broke off\nend\n", rest.contains("end") ? rest : rest + client.chunk());
            assertEquals("", client.chunk());
        }
    }

    @Test
    void aFailureInTheMiddleOfAWholeAnswerIsAnErrorAnswer() throws IOException {
        script.say("one").piece(Piece.failed(Failure.of(ErrorCode.STREAM_CUT, "broke off"))).end();
        try (RawClient client = client(exchange -> script)) {
            assertEquals("502 words: broke off", status(client.post("/words/me", "model").answer()));
        }
    }

    @Test
    void aBugInTheMiddleCutsTheConnection() throws IOException {
        Piece broken = Piece.framed("words", Frame.of(""), () -> {
            throw new IllegalStateException("bug");
        });
        try (RawClient client = client(exchange -> script)) {
            script.say("one");
            client.post("/words/me", "!model").head();
            assertEquals("one\n", client.chunk());
            script.piece(broken);
            assertThrows(IOException.class, client::chunk);
        }
    }

    @Test
    void whatTheDialectRefusesIsToldInItsWords() throws IOException {
        try (RawClient client = client(exchange -> script)) {
            assertEquals("400 words: say something", status(client.post("/words/me", "").answer()));
        }
    }

    @Test
    void withoutAPipelineOrFramingItIsUnavailable() throws IOException {
        Words words = new Words();
        rig.data("POST", "/none", new FrontTarget(words, Held.always(words),
                new FrontTarget.Services(Optional::empty, name -> Optional.empty())));
        rig.data("POST", "/noframing", new FrontTarget(words, Held.always(words),
                new FrontTarget.Services(Held.always(Words.gateway(exchange -> script)), name -> Optional.empty())));
        try (RawClient client = rig.connect()) {
            assertEquals("503 words: no pipeline is installed at the moment",
                    status(client.post("/none", "model").answer()));
            assertEquals("503 words: no framing 'lines' is installed at the moment",
                    status(client.post("/noframing", "!model").answer()));
        }
    }

    @Test
    void aDialectAboutToGoIsNotUsed() throws IOException {
        rig.data("POST", "/gone", new FrontTarget(new Words(), Optional::empty,
                new FrontTarget.Services(Held.always(Words.gateway(exchange -> script)), name -> Optional.empty())));
        try (RawClient client = rig.connect()) {
            assertEquals(503, client.post("/gone", "model").answer().status());
        }
    }

    @Test
    void headersAreCleanWhateverAModelIsCalled() throws IOException {
        script.end().with(Receipt.EMPTY.from(Samples.candidate("pro\r\nvider: x", "größe"), 1));
        try (RawClient client = client(exchange -> script)) {
            RawClient.Answer answer = client.post("/words/me", "model").answer();
            assertEquals(200, answer.status());
            assertFalse(answer.headers().containsKey("vider"));
            assertTrue(answer.headers().containsKey("x-modelscan-model"));
        }
    }

    private static String status(RawClient.Answer answer) {
        return answer.status() + " " + answer.body();
    }
}
