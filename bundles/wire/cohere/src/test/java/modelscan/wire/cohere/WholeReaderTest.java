package modelscan.wire.cohere;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeReaderTest {
    private static final String VECTORS = "{'id':'x','embeddings':{'float':[[0.5,-1],[2,0.25]]},'texts':['a','b'],'meta':{'billed_units':{'input_tokens':4}}}";
    private static final String RANKS = "{'id':'x','results':[{'index':1,'relevance_score':0.9},{'index':0,'relevance_score':1e-3}],'meta':{'billed_units':{'search_units':1}}}";

    @Test
    void vectors() {
        Back.Reader reader = Exchanges.reader(Operation.EMBEDDING);
        List<StreamEvent> events = reader.read(Frame.whole(Exchanges.bytes(VECTORS))).orElseThrow().events();
        assertArrayEquals(new float[] {0.5f, -1}, ((StreamEvent.Embedded) events.get(1)).values());
        assertEquals(1, ((StreamEvent.Embedded) events.get(2)).index());
        assertEquals(Optional.of(4L), reader.usage().count(Unit.INPUT));
        assertTrue(reader.complete());
        assertEquals(2, Exchanges.reader(Operation.EMBEDDING).read(Frame.whole(Exchanges.bytes("{'embeddings':[[1,2]]}")))
                .orElseThrow().events().size(), "the older form is a plain list");
    }

    @Test
    void relevance() {
        Back.Reader reader = Exchanges.reader(Operation.RERANK);
        List<StreamEvent> events = reader.read(Frame.whole(Exchanges.bytes(RANKS))).orElseThrow().events();
        assertEquals(List.of(new StreamEvent.Ranked(1, 0.9), new StreamEvent.Ranked(0, 0.001)), events.subList(1, 3));
        assertEquals(Optional.of(1L), reader.usage().count(Unit.SEARCH));
        assertTrue(reader.complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "<html>", "{'message':'m'}", "{'embeddings':{'float':[['x']]}}", "{'embeddings':{'int8':[[1]]}}",
            "{'results':[{}]}", "{'results':[{'index':0}]}", "{'results':[{'index':-1,'relevance_score':1}]}", "{'results':["})
    void whatIsNoAnswer(String body) {
        for (Operation operation : List.of(Operation.EMBEDDING, Operation.RERANK)) {
            Back.Reader reader = Exchanges.reader(operation);
            assertTrue(reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().isPresent(), body);
            assertFalse(reader.complete());
        }
    }

    @Test
    void mutatedAnswersNeverThrow() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] data = Exchanges.bytes(round % 3 == 0 ? VECTORS : RANKS);
            data[random.nextInt(data.length)] = (byte) (round % 2 == 0 ? random.nextInt(256) : "{}[]:,\"01-en".charAt(random.nextInt(12)));
            Exchanges.reader(round % 3 == 0 ? Operation.EMBEDDING : Operation.RERANK).read(Frame.whole(data)).ifPresent(Piece::events);
        }
    }

    @Test
    void aRecordedRanking() throws IOException {
        Path file = Exchanges.fixtures().resolve("cohere-reranking.1.json");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no file " + file);
        List<StreamEvent> events = Exchanges.reader(Operation.RERANK).read(Frame.whole(Files.readAllBytes(file))).orElseThrow().events();
        assertEquals(new StreamEvent.Started("b44fe75b-e3d3-489a-b61e-1a1aede3ef72", ""), events.getFirst());
        assertEquals(new StreamEvent.Ranked(1, 0.10183054), events.get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            400 ! {`message`:`invalid request: m`,`id`:`x`}                       ! INVALID_REQUEST      ! 400 ! invalid request: m
            400 ! {`message`:`too many tokens: size limit exceeded by 1`}         ! CONTEXT_TOO_LONG     ! 400 ! too many tokens: size limit exceeded by 1
            400 ! {`message`:`blocked input: please adjust the prompt`}           ! CONTENT_FILTERED     ! 400 ! blocked input: please adjust the prompt
            401 ! {`message`:`invalid api token`}                                 ! PROVIDER_KEY_REFUSED ! 502 ! the provider refused the gateway's key (HTTP 401): invalid api token
            498 ! {`message`:`invalid token`}                                     ! PROVIDER_KEY_REFUSED ! 502 ! the provider refused the gateway's key (HTTP 498): invalid token
            402 ! {`message`:`pay`}                                               ! QUOTA_EXHAUSTED      ! 402 ! pay
            404 ! {`message`:`model 'x' not found`}                               ! UNSUPPORTED          ! 404 ! model 'x' not found
            422 ! {`message`:`m`}                                                 ! UNPROCESSABLE        ! 422 ! m
            429 ! {`message`:`You are limited to 10 API calls / minute`}          ! RATE_LIMITED         ! 429 ! You are limited to 10 API calls / minute
            429 ! {`message`:`You are using a Trial key, limited to 1000 calls / month`}  ! QUOTA_EXHAUSTED ! 429 ! You are using a Trial key, limited to 1000 calls / month
            499 ! {`message`:`cancelled`}                                         ! PROVIDER_ERROR       ! 499 ! cancelled
            500 ! {`error`:{`message`:`m`}}                                       ! PROVIDER_ERROR       ! 500 ! m
            501 ! {`message`:`m`}                                                 ! UNSUPPORTED          ! 501 ! m
            503 ! {`message`:`m`}                                                 ! PROVIDER_OVERLOADED  ! 503 ! m
            504 ! {`data`:`strange`}                                              ! PROVIDER_TIMEOUT     ! 504 ! the provider answered with an error (HTTP 504) and no message
            529 ! -                                                               ! PROVIDER_OVERLOADED  ! 529 ! the provider answered with an error (HTTP 529) and no message
            502 ! <html><title>Bad Gateway</title>                                ! PROVIDER_ERROR       ! 502 ! a web page titled 'Bad Gateway'
            500 ! {`message`:`cut                                                 ! PROVIDER_ERROR       ! 500 ! {"message":"cut
            """)
    void errorShapes(int status, String body, ErrorCode code, int shown, String message) {
        byte[] bytes = body == null ? new byte[0] : body.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        Failure failure = Exchanges.back(Operation.CHAT).failure(status, Map.of(), bytes);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(message, failure.message());
        assertEquals(status == 404 ? Optional.of("model_not_found") : Optional.empty(), failure.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            429 ! retry-after    ! 7                              ! PT7S
            429 ! retry-after    ! 0.25                           ! PT0.25S
            503 ! retry-after    ! Sat, 21 Nov 2026 10:00:30 GMT  ! PT30S
            529 ! retry-after-ms ! 120                            ! PT0.12S
            429 ! retry-after    ! soon                           ! -
            500 ! retry-after    ! 2                              ! -
            """)
    void retryAfter(int status, String header, String value, Duration wait) {
        assertEquals(Optional.ofNullable(wait),
                Exchanges.back(Operation.RERANK).failure(status, Map.of(header, value), new byte[0]).retryAfter());
    }
}
