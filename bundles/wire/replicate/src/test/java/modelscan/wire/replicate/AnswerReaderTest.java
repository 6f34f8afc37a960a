package modelscan.wire.replicate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
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
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.MediaProduced;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReaderTest {
    private final Back.Reader chat = Exchanges.CHAT.reader(Exchanges.exchange(Exchanges.HI, "a/b"));
    private final Back.Reader image = Exchanges.IMAGE.reader(Exchanges.exchange(Exchanges.picture(null, null, "{}"), "a/b"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Hello'               | Hello
            ['Hel','lo','']       | Hello
            {'text':'Hello'}      | Hello
            {'n':1}               | {"n":1}
            null                  | ``
            7                     | 7
            """)
    void textInEveryForm(String output, String text) {
        List<StreamEvent> events = events(chat, "{'id':'p1','status':'succeeded','output':" + output
                + ",'metrics':{'predict_time':1.5,'input_token_count':4,'output_token_count':2},'error':null}");
        Usage usage = Usage.NONE.with(Unit.INPUT, 4).with(Unit.OUTPUT, 2).with(Unit.SECOND, new BigDecimal("1.5"));
        assertEquals(List.of(new StreamEvent.Started("p1", "a/b"), new StreamEvent.TextDelta(0, text),
                new StreamEvent.Finished(0, FinishReason.STOP, "succeeded"), new StreamEvent.UsageReported(usage)), events);
        assertTrue(chat.complete());
        assertEquals(usage, chat.usage());
        assertEquals(Optional.of(FinishReason.STOP), chat.finish());
        assertEquals(Optional.empty(), chat.read(Frame.whole(new byte[0])), "there is one answer only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'https://e/1.png'                                  | 1
            ['https://e/1.png','https://e/2.png']              | 2
            {'images':['https://e/1.png'],'prompt':'a cat'}    | 1
            """)
    void picturesInEveryForm(String output, int count) {
        List<StreamEvent> events = events(image, "{'id':'p1','status':'succeeded','output':" + output + "}");
        assertEquals(new MediaProduced(0, new Media.Link(URI.create("https://e/1.png"), Optional.empty()), Optional.empty()), events.get(1));
        assertEquals(count, events.stream().filter(MediaProduced.class::isInstance).count());
        assertEquals(Optional.of((long) count), image.usage().count(Unit.IMAGE));
        assertTrue(image.complete());
    }

    @Test
    void aPictureMayBeInTheAddressItself() {
        List<StreamEvent> events = events(image, "{'status':'succeeded','output':'data:image/webp;base64,AAAB'}");
        Media.Bytes picture = (Media.Bytes) ((MediaProduced) events.get(1)).media();
        assertEquals("image/webp", picture.mediaType());
        assertArrayEquals(new byte[] {0, 0, 1}, picture.data());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            starting,   QUEUED
            processing, RUNNING
            """)
    void whatStillRunsIsToldByItsTicket(String status, JobState state) {
        assertEquals(List.of(new StreamEvent.JobChanged("{\"id\":\"p1\"}", state, Optional.empty())),
                events(chat, "{'id':'p1','status':'" + status + "','output':null}"));
        assertFalse(chat.complete());
        assertEquals(Optional.empty(), chat.finish());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'status':'failed','error':'NSFW content detected. Try another prompt.'}         | CONTENT_FILTERED
            {'status':'failed','error':'The input or output was flagged as sensitive. (E005)'} | CONTENT_FILTERED
            {'status':'failed','error':'Service is temporarily unavailable due to high demand (E003)'} | PROVIDER_OVERLOADED
            {'status':'failed','error':'prompt is too long'}                                 | CONTEXT_TOO_LONG
            {'status':'failed','error':'CUDA out of memory'}                                 | PROVIDER_ERROR
            {'status':'failed','error':null}                                                 | PROVIDER_ERROR
            {'status':'canceled'}                                                            | CANCELLED
            {'status':'aborted'}                                                             | PROVIDER_TIMEOUT
            {'status':'succeeded','output':null,'data_removed':true}                         | PROVIDER_ERROR
            {'status':'starting'}                                                            | PROVIDER_GARBAGE
            {'status':'something new'}                                                       | PROVIDER_GARBAGE
            {'title':'Unauthenticated','detail':'no','status':401}                           | PROVIDER_KEY_REFUSED
            {}                                                                               | PROVIDER_GARBAGE
            []                                                                               | PROVIDER_GARBAGE
            <html>                                                                           | PROVIDER_GARBAGE
            {'status':'succ                                                                  | PROVIDER_GARBAGE
            """)
    void failures(String body, ErrorCode code) {
        Failure failure = chat.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().orElseThrow();
        assertEquals(code, failure.code(), failure.message());
        assertEquals(Optional.of("replicate"), failure.provider());
        assertFalse(failure.message().isBlank());
        assertFalse(chat.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'no address'
            null
            ['data:image/png;base64,?']
            'https://e/a b'
            """)
    void outputsWithoutAPicture(String output) {
        byte[] body = Exchanges.bytes("{'status':'succeeded','output':" + output + "}");
        assertEquals(ErrorCode.PROVIDER_GARBAGE, image.read(Frame.whole(body)).orElseThrow().failure().orElseThrow().code());
        assertFalse(image.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            401 | {'title':'Unauthenticated','detail':'token r8_aaaaaaaaaaaaaaaaa is wrong','status':401} | PROVIDER_KEY_REFUSED | 502 | -
            402 | {'title':'Insufficient credit','detail':'d','status':402}        | QUOTA_EXHAUSTED | 402 | Insufficient credit
            404 | {'detail':'The requested resource could not be found.','status':404} | UNSUPPORTED | 404 | model_not_found
            422 | {'title':'Input validation failed','detail':'- input: prompt is required','status':422,'invalid_fields':[{'field':'input.prompt'}]} | UNPROCESSABLE | 422 | Input validation failed
            422 | {'detail':[{'loc':['body'],'msg':'bad'},'worse']}                | UNPROCESSABLE   | 422 | -
            429 | {'detail':'Request was throttled.','status':429}                 | RATE_LIMITED    | 429 | -
            429 | {'detail':'Please add credit'}                                   | QUOTA_EXHAUSTED | 429 | -
            400 | {'detail':'maximum context length'}                              | CONTEXT_TOO_LONG | 400 | -
            500 | <html>oops</html>                                                | PROVIDER_ERROR  | 500 | -
            503 | -                                                                | PROVIDER_OVERLOADED | 503 | -
            529 | busy                                                             | PROVIDER_OVERLOADED | 529 | -
            504 | {}                                                               | PROVIDER_TIMEOUT | 504 | -
            """)
    void problems(int status, String body, ErrorCode code, int shown, String reason) {
        Failure failure = Exchanges.CHAT.failure(status, Map.of(), Exchanges.bytes(body == null ? "" : body));
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(Optional.ofNullable(reason), failure.reason());
        assertFalse(failure.message().isBlank() || failure.message().contains("r8_"), failure.message());
        assertEquals(body != null && body.contains("input.prompt") ? Optional.of("input.prompt") : Optional.empty(), failure.field());
    }

    @Test
    void waiting() {
        assertEquals(Optional.of(Duration.ofSeconds(3)), wait(Map.of("retry-after", "3", "ratelimit-reset", "9"), 429));
        assertEquals(Optional.of(Duration.ofSeconds(9)), wait(Map.of("ratelimit-reset", "9"), 429));
        assertEquals(Optional.of(Duration.ofSeconds(5)), wait(Map.of("retry-after", "Sat, 21 Nov 2026 10:00:05 GMT"), 503));
        assertEquals(Optional.empty(), wait(Map.of("retry-after", "3"), 422));
    }

    private static Optional<Duration> wait(Map<String, String> headers, int status) {
        return Exchanges.IMAGE.failure(status, headers, new byte[0]).retryAfter();
    }

    @Test
    void damagedAnswersFailAndNothingElse() {
        Random random = new Random(20261121);
        byte[] good = Exchanges.bytes("{'id':'p1','status':'succeeded','output':['https://e/1.png'],'metrics':{'predict_time':1.5}}");
        for (int round = 0; round < 10_000; round++) {
            byte[] body = good.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) "{}[]\",:0ex-".charAt(random.nextInt(11));
            }
            Back back = random.nextBoolean() ? Exchanges.CHAT : Exchanges.IMAGE;
            Optional<Piece> piece = back.reader(Exchanges.exchange(Exchanges.HI, "a/b")).read(Frame.whole(body));
            assertFalse(piece.orElseThrow().events().isEmpty());
        }
    }

    @Test
    void aRecordedCancellation() throws IOException {
        Path recorded = fixtures().resolve("cancel.exchange.json");
        assumeTrue(Files.isRegularFile(recorded), "skipped: there is no " + recorded);
        byte[] body = Json.write(Json.read(Files.readAllBytes(recorded)).at("/exchanges/0/response/body_json"));
        assertEquals(ErrorCode.CANCELLED, image.read(Frame.whole(body)).orElseThrow().failure().orElseThrow().code());
    }

    private static List<StreamEvent> events(Back.Reader reader, String json) {
        return reader.read(Frame.whole(Exchanges.bytes(json))).orElseThrow().events();
    }

    private static Path fixtures() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/replicate-predictions").normalize();
    }
}
