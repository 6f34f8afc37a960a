package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class FormBackTest {
    private static final String SPEECH = "{'path':'/v1/{voice|v}','query':{'f':'{format}'},'extra':false,'body':{'text':'{text}'},"
            + "'usage':{'character':'{text.length}'},'answer':{'media':{'body':true,'type':'audio/mpeg'}}}";
    private static final String IMAGE = "{'path':'/i','body':{'prompt':'{prompt}','n':'{count}'},'error':'error',"
            + "'usage':{'image':'{count|1}','credit':'cost','second':'took','input':'tokens[]','scale':{'second':'0.001'}},"
            + "'answer':{'media':{'url':'images[].url'}}}";

    private static FormBack back(String form, Operation operation) {
        return new FormBack(FormReader.read(Asked.json(form), operation, "acme"),
                InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void orders() {
        Back.Order order = back(SPEECH, Operation.SPEECH).order(Asked.exchange(Asked.speech(null, "mp3", "{'seed':1}")));
        assertEquals("POST /v1/v?f=mp3", order.method() + " " + order.path());
        assertEquals(List.of("seed: the provider has no such setting"), order.losses());
        assertEquals(Asked.json("{'text':'Grüße 😀'}"), Json.read(order.body()));
    }

    @Test
    void passesMediaAsTheyArrive() {
        FormBack back = back(SPEECH, Operation.SPEECH);
        assertTrue(back.reads("audio/mpeg") && back.reads("application/octet-stream") && back.reads("video/mp4")
                && back.reads("application/json"));
        assertFalse(back.reads("text/html"));
        assertFalse(back(IMAGE, Operation.IMAGE).reads("image/png"));
        Back.Reader reader = back.reader(Asked.exchange(Asked.speech(null, null, "{}")));
        assertMedium("audio/wav", 1, reader.read(new Frame("", new byte[] {1}, false, "audio/wav")));
        assertMedium("audio/mpeg", 2, reader.read(new Frame("", new byte[] {1, 2}, false, "application/octet-stream")));
        assertFalse(reader.complete());
        List<StreamEvent> end = reader.read(new Frame(Frame.END, new byte[0], false, "audio/wav")).orElseThrow().events();
        assertEquals("UsageReported Finished", end.get(0).getClass().getSimpleName() + " " + end.get(1).getClass().getSimpleName());
        assertTrue(reader.complete());
        assertEquals(7, reader.usage().count(Unit.CHARACTER).orElseThrow());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    private static void assertMedium(String type, int length, Optional<Piece> piece) {
        StreamEvent.MediaProduced produced = (StreamEvent.MediaProduced) piece.orElseThrow().events().getFirst();
        assertEquals(0, produced.index());
        assertEquals(type, ((Media.Bytes) produced.media()).mediaType());
        assertEquals(length, ((Media.Bytes) produced.media()).data().length);
    }

    @Test
    void readsJsonAndUsage() {
        Back.Reader reader = back(IMAGE, Operation.IMAGE).reader(Asked.exchange(Asked.image(null, null, List.of(), "{}")));
        List<StreamEvent> events = reader.read(Frame.whole(Asked.bytes("{'images':[{'url':'https://x.example/1'}],'cost':'0.25',"
                + "'took':1500,'tokens':[3,4],'error':null}"))).orElseThrow().events();
        assertEquals(3, events.size());
        assertEquals("0.25", reader.usage().amount(Unit.CREDIT).orElseThrow().toPlainString());
        assertEquals("1.500", reader.usage().amount(Unit.SECOND).orElseThrow().toPlainString());
        assertEquals(1, reader.usage().count(Unit.IMAGE).orElseThrow());
        assertEquals(7, reader.usage().count(Unit.INPUT).orElseThrow());
        assertTrue(reader.usage().count(Unit.OUTPUT).isEmpty());
    }

    @Test
    void seesAnErrorWithAGoodStatus() {
        Back.Reader reader = back(IMAGE, Operation.IMAGE).reader(Asked.exchange(Asked.image(null, null, List.of(), "{}")));
        Piece piece = reader.read(Frame.whole(Asked.bytes("{'error':{'message':'no','code':'content_policy'}}"))).orElseThrow();
        assertEquals(ErrorCode.CONTENT_FILTERED, piece.failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void translatesErrors() {
        var failure = back(IMAGE, Operation.IMAGE).failure(429, Map.of("retry-after", "3"), Asked.bytes("{'detail':'slow'}"));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
    }

    @Test
    void throwsNothingElseOnGarbage() {
        String[] answers = {"{'path':'/x','answer':{'media':{'url':'d[].u','base64':'d[].b','note':'d[].t'}}}",
            "{'path':'/x','error':'e','answer':{'text':'t','words':{'items':'d','text':'t','begin':'b','end':'e','speaker':'u'}}}",
            "{'path':'/x','usage':{'input':'d[].i','credit':'t'},'answer':{'vectors':{'items':'d','at':'v','index':'i'}}}",
            "{'path':'/x','answer':{'ranks':{'items':'d','index':'i','score':'i'}}}",
            "{'path':'/x','error':{'at':'i','unless':0,'message':'t'},'answer':{'hits':{'items':'d','title':'t','url':'u','score':'i'},'text':'t'}}",
            "{'path':'/x','answer':{'verdicts':{'items':'d','flagged':'f','categories':'v'}}}"};
        byte[] good = Asked.bytes("{'d':[{'u':'https://x.example/1','b':'AAAA','t':'ü','v':[1,2.5e3],'i':0,'f':true}],'t':'ü','i':1}");
        Random random = new Random(7);
        for (int round = 0; round < 6_000; round++) {
            Operation operation = round % 12 < 6 ? Operation.TRANSCRIPTION : Operation.IMAGE;
            Request request = operation == Operation.IMAGE ? Asked.image(null, null, List.of(), "{}") : Asked.sound();
            Back.Reader reader = back(answers[round % 6], operation).reader(Asked.exchange(request));
            byte[] broken = mutated(good, random);
            try {
                reader.read(Frame.whole(broken)).ifPresent(Piece::events);
            } catch (FailureException expected) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, expected.failure().code());
            }
            assertTrue(back(answers[0], operation).failure(400 + round % 200, Map.of(), broken).status() >= 400);
        }
        assertThrows(FailureException.class, () -> back(IMAGE, Operation.IMAGE)
                .reader(Asked.exchange(Asked.image(null, null, List.of(), "{}"))).read(Frame.whole(new byte[0])));
    }

    static byte[] mutated(byte[] good, Random random) {
        byte[] broken = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            String letters = "{}[]\",:0-.e\\ntfu";
            broken[random.nextInt(broken.length)] = random.nextBoolean() ? (byte) random.nextInt(256)
                    : (byte) letters.charAt(random.nextInt(letters.length()));
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(broken, random.nextInt(broken.length)) : broken;
    }
}
