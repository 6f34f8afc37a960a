package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    private static final String STATES = "'state':'state','states':{'queued':['queued'],'running':['dreaming'],'succeeded':['completed'],"
            + "'failed':['failed'],'cancelled':['cancelled'],'filtered':['moderated']}";
    private static final String LUMA = "{'path':'/generations','body':{'prompt':'{prompt}','length':'{length}'},"
            + "'usage':{'second':'{length}','credit':'cost','request':1},'answer':{'media':{'url':'assets.video','type':'video/mp4'}},"
            + "'job':{'id':'id','poll':{'path':'/generations/{job}'}," + STATES + ",'percent':'progress','failure':'failure_reason',"
            + "'cancel':{'method':'DELETE','path':'/generations/{job}'},'every':2,'patience':60}}";

    private final FakePace pace = new FakePace();
    private FakeProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = new FakeProvider();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private Reply answer(String form, Exchange exchange) {
        return forms(pace).answer(exchange, FormReader.read(Asked.json(form), exchange.operation(), "acme"), provider);
    }

    private static Forms forms(Pace pace) {
        return new Forms(InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z")), pace, new Random(1));
    }

    private List<StreamEvent> events(String form, Request request) {
        return events(answer(form, Asked.exchange(request)));
    }

    private static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        try (reply) {
            reply.forEach(events::add);
        }
        return events;
    }

    private static String told(List<StreamEvent> events) {
        return String.join(" ", events.stream().map(event -> switch (event) {
            case StreamEvent.JobChanged changed -> changed.state() + changed.percent().map(percent -> "(" + percent + ")").orElse("");
            case StreamEvent.MediaProduced(int index, Media.Link link, Optional<String> _) -> index + "=" + link.uri().getPath();
            case StreamEvent.MediaProduced(int index, Media.Bytes bytes, Optional<String> _) ->
                index + "=" + bytes.mediaType() + ":" + new String(bytes.data(), StandardCharsets.UTF_8);
            case StreamEvent.Failed(Failure failure) -> failure.code().name();
            default -> event.getClass().getSimpleName();
        }).toList());
    }

    private static Failure failure(List<StreamEvent> events) {
        return ((StreamEvent.Failed) events.getLast()).failure();
    }

    private FakeProvider lumaBegun() {
        return provider.on("POST /generations", 201, "{'id':'g-1','state':'queued'}");
    }

    @Test
    void followsAJobToItsEnd() {
        lumaBegun().on("GET /generations/g-1", 200, "{'id':'g-1','state':'queued'}")
                .on("GET /generations/g-1", 200, "{'state':'dreaming','progress':0.5}")
                .on("GET /generations/g-1", 200, "{'state':'dreaming','progress':0.5}")
                .on("GET /generations/g-1", 200, "{'state':'completed','cost':3,'assets':{'video':'https://cdn.example/v.mp4'}}");
        Reply reply = answer(LUMA, Asked.exchange(Asked.video()));
        List<StreamEvent> events = events(reply);
        assertEquals("QUEUED RUNNING(50) SUCCEEDED 0=/v.mp4 UsageReported Finished", told(events));
        assertEquals("{\"id\":\"g-1\"}", ((StreamEvent.JobChanged) events.getFirst()).job());
        assertEquals(5, reply.receipt().usage().count(Unit.SECOND).orElseThrow());
        assertEquals(3, reply.receipt().usage().count(Unit.CREDIT).orElseThrow());
        assertEquals(1, reply.receipt().usage().count(Unit.REQUEST).orElseThrow());
        assertEquals(List.of("size: the provider has no such setting"), reply.receipt().warnings());
        assertEquals(Asked.json("{'prompt':'a cat runs','length':5}"), Json.read(provider.bodies.getFirst()));
        assertEquals(4, pace.waits.size());
    }

    @Test
    void waitsLongerEachTimeUpToTenTimes() {
        lumaBegun().on("GET /generations/g-1", 200, "{'state':'dreaming'}");
        List<StreamEvent> events = events(LUMA.replace("'patience':60", "'patience':600"), Asked.video());
        assertEquals("QUEUED RUNNING PROVIDER_TIMEOUT", told(events));
        assertTrue(failure(events).message().contains("600 s"), failure(events).message());
        long total = pace.waits.stream().mapToLong(Duration::toMillis).sum();
        assertEquals(600_000, total, 1);
        double expected = 2000;
        for (Duration wait : pace.waits.subList(0, pace.waits.size() - 1)) {
            assertEquals(expected, wait.toMillis(), expected * 0.11);
            expected = Math.min(expected * 1.5, 20_000);
        }
    }

    @Test
    void keepsAskingWhileTheWayIsBad() {
        lumaBegun().on("GET /generations/g-1", 500, "{'detail':'oops'}").on("GET /generations/g-1", 502, "<html>")
                .on("GET /generations/g-1", new FakeProvider.Canned(429, Map.of("retry-after", "25"), new byte[0], new CountDownLatch(0)))
                .on("GET /generations/g-1", 200, "{'state':'completed','assets':{'video':'https://cdn.example/v.mp4'}}");
        assertEquals("QUEUED SUCCEEDED 0=/v.mp4 UsageReported Finished", told(events(LUMA, Asked.video())));
        assertEquals(Duration.ofSeconds(25), pace.waits.getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "400 # {'detail':'bad'}                                    # QUEUED INVALID_REQUEST",
        "404 # {'detail':'gone'}                                   # QUEUED UNSUPPORTED",
        "401 # {}                                                  # QUEUED PROVIDER_KEY_REFUSED",
        "200 # {'state':'failed','failure_reason':'no luck'}       # QUEUED FAILED PROVIDER_ERROR",
        "200 # {'state':'FAILED','code':'SAFETY.INPUT'}            # QUEUED FAILED CONTENT_FILTERED",
        "200 # {'state':'moderated'}                               # QUEUED FAILED CONTENT_FILTERED",
        "200 # {'state':'cancelled'}                               # QUEUED CANCELLED CANCELLED",
        "200 # {'state':'completed','assets':{}}                   # QUEUED SUCCEEDED PROVIDER_GARBAGE",
        "200 # no JSON                                             # QUEUED PROVIDER_GARBAGE",
    })
    void endsWhenItIsOver(int status, String body, String told) {
        lumaBegun().on("GET /generations/g-1", status, body);
        List<StreamEvent> events = events(LUMA, Asked.video());
        assertEquals(told, told(events));
        assertEquals(2, provider.seen.size(), provider.seen.toString());
    }

    @Test
    void repeatsTheProvidersWords() {
        lumaBegun().on("GET /generations/g-1", 200, "{'state':'failed','failure_reason':'no luck'}");
        assertEquals("the job failed: no luck", failure(events(LUMA, Asked.video())).message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "402 # {'detail':'Insufficient credits'} # QUOTA_EXHAUSTED", "500 # {} # PROVIDER_ERROR", "200 # {} # PROVIDER_GARBAGE",
        "200 # [1] # PROVIDER_GARBAGE", "200 # {'id':'../admin'} # QUEUED INVALID_REQUEST", "200 # {'id':'a b?c'} # QUEUED PROVIDER_GARBAGE"})
    void failsWhenItCannotBegin(int status, String body, String told) {
        provider.on("POST /generations", status, body);
        assertEquals(told, told(events(LUMA, Asked.video())));
        assertEquals(1, provider.seen.size());
    }

    @Test
    void goesOnWithATicketWithoutBeginningAnew() {
        provider.on("GET /generations/g-7", 200, "{'state':'completed','assets':{'video':'https://cdn.example/v.mp4'}}");
        Exchange exchange = Asked.exchange(Asked.video()).resuming("{\"id\":\"g-7\"}");
        assertEquals("SUCCEEDED 0=/v.mp4 UsageReported Finished", told(events(answer(LUMA, exchange))));
        assertEquals(List.of("GET /generations/g-7"), provider.seen);
        assertEquals(List.of(), pace.waits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g-7", "{}", "[]", "{\"id\":5}", "{"})
    void refusesWhatIsNoTicket(String ticket) {
        assertEquals("INVALID_REQUEST", told(events(answer(LUMA, Asked.exchange(Asked.video()).resuming(ticket)))));
        assertEquals(List.of(), provider.seen);
    }

    private static final String FAL = "{'path':'/{model}','body':{'prompt':'{prompt}'},'answer':{'media':{'url':'video.url'}},"
            + "'usage':{'credit':{'header':'X-Fal-Billable-Units'}},"
            + "'job':{'id':'request_id','poll':{'url':'status_url'},'state':'status','states':{'queued':['IN_QUEUE'],"
            + "'running':['IN_PROGRESS'],'succeeded':['COMPLETED']},'result':{'url':'response_url'},"
            + "'cancel':{'method':'PUT','url':'cancel_url'}}}";

    @Test
    void asksAtAddressesThatWereTold() {
        provider.on("POST /acme/model-1", 200, "{'request_id':'r','status_url':'BASE/s/r?logs=1','response_url':'BASE/r/r','cancel_url':'BASE/c/r'}")
                .on("GET /s/r?logs=1", 200, "{'status':'IN_PROGRESS'}").on("GET /s/r?logs=1", 200, "{'status':'COMPLETED'}")
                .on("GET /r/r", new FakeProvider.Canned(200, Map.of("x-fal-billable-units", "2.5"),
                        Asked.bytes("{'video':{'url':'https://cdn.example/v.mp4'}}"), new CountDownLatch(0)));
        Reply reply = answer(FAL, Asked.exchange(Asked.video()));
        List<StreamEvent> events = events(reply);
        assertEquals("QUEUED RUNNING SUCCEEDED 0=/v.mp4 UsageReported Finished", told(events));
        assertEquals("2.5", reply.receipt().usage().amount(Unit.CREDIT).orElseThrow().toPlainString());
        String ticket = ((StreamEvent.JobChanged) events.getFirst()).job();
        assertEquals(List.of("poll", "result", "cancel"),
                List.copyOf(Ticket.read(ticket).told().keySet()));
        provider.seen.clear();
        assertEquals("SUCCEEDED 0=/v.mp4 UsageReported Finished",
                told(events(answer(FAL, Asked.exchange(Asked.video()).resuming(ticket)))));
        assertEquals(List.of("GET /s/r?logs=1", "GET /r/r"), provider.seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/s", "https://127.0.0.1/s", "file:///etc/passwd", "//evil.example/s",
        "http://user:pass@127.0.0.1/s", "http://127.0.0.1.evil.example/", "%%%"})
    void showsTheKeyToNobodyElse(String address) {
        provider.on("POST /acme/model-1", 200, "{'request_id':'r','status_url':'" + address + "','response_url':'BASE/r'}");
        assertEquals("QUEUED PROVIDER_GARBAGE", told(events(FAL, Asked.video())));
        assertEquals("PROVIDER_GARBAGE", told(events(answer(FAL, Asked.exchange(Asked.video())
                .resuming("{\"id\":\"r\",\"poll\":\"" + address + "\"}")))));
    }

    @Test
    void readsAMediumThatIsTheAnswerItself() {
        String stability = "{'path':'/i2v','type':'multipart','body':{'image':'{source.bytes}'},'answer':{'media':{'body':true,'base64':'video'}},"
                + "'job':{'poll':{'path':'/result/{job}','headers':{'Accept':'video/*'}},'status':{'202':'running','200':'succeeded'}}}";
        provider.on("POST /i2v", 200, "{'id':'7'}").on("GET /result/7", 202, "{'id':'7','status':'in-progress'}")
                .on("GET /result/7", new FakeProvider.Canned(200, Map.of("content-type", "Video/MP4; x=1"),
                        "film".getBytes(StandardCharsets.UTF_8), new CountDownLatch(0)));
        assertEquals("QUEUED RUNNING SUCCEEDED 0=video/mp4:film Finished", told(events(stability, Asked.video(Asked.PICTURE))));
    }

    @Test
    void uploadsFirstWhereTheSoundIsNoLink() {
        String assembly = "{'path':'/v2/transcript','body':{'audio_url':'{sound.url}','language_code':'{language}'},'answer':{'text':'text'},"
                + "'upload':{'path':'/v2/upload','type':'bytes','value':'upload_url','as':'sound.url','when':'sound.bytes'},"
                + "'job':{'poll':{'path':'/v2/transcript/{job}'},'state':'status','states':{'queued':['queued'],'succeeded':['completed'],'failed':['error']},'failure':'error'}}";
        provider.on("POST /v2/upload", 200, "{'upload_url':'https://up.example/1'}").on("POST /v2/transcript", 200, "{'id':'t','status':'queued'}")
                .on("GET /v2/transcript/t", 200, "{'status':'completed','text':'hi'}");
        assertEquals("QUEUED SUCCEEDED Transcribed Finished", told(events(assembly, Asked.sound())));
        assertEquals(Asked.json("{'audio_url':'https://up.example/1','language_code':'de'}"), Json.read(provider.bodies.get(1)));
        provider.seen.clear();
        events(assembly, Asked.transcription(Asked.LINK));
        assertEquals("POST /v2/transcript", provider.seen.getFirst());
    }

    @Test
    void namesWhatTheLastAnswerSaid() {
        String minimax = "{'path':'/v','answer':{'media':{'url':'file.download_url'}},'error':{'at':'base_resp.status_code','unless':0,"
                + "'message':'base_resp.status_msg'},'job':{'id':'task_id','poll':{'path':'/q','query':{'task_id':'{job}'}},'state':'status',"
                + "'states':{'queued':['Queueing'],'succeeded':['Success']},'result':{'path':'/f','query':{'file_id':'{answer.file_id}'}}}}";
        provider.on("POST /v", 200, "{'task_id':'t','base_resp':{'status_code':0}}").on("GET /q?task_id=t", 200, "{'status':'Success','file_id':99}")
                .on("GET /f?file_id=99", 503, "{}").on("GET /f?file_id=99", 200, "{'file':{'download_url':'https://cdn.example/v.mp4'}}");
        assertEquals("QUEUED SUCCEEDED 0=/v.mp4 Finished", told(events(minimax, Asked.video())));
        provider.on("POST /w", 200, "{'base_resp':{'status_code':1008,'status_msg':'insufficient balance'}}");
        List<StreamEvent> refused = events(minimax.replace("'/v'", "'/w'"), Asked.video());
        assertEquals("insufficient balance", failure(refused).message());
    }

    @Test
    void fetchesShortLivedLinksFromHostsThatAreNamed() {
        String form = "{'path':'/i','answer':{'media':{'url':'u','type':'image/png','fetch':true,'hosts':['cdn.example','*.cdn.example']}}}";
        provider.on("POST /i", 200, "{'u':['BASE/1.png','BASE/2.png','http://other.example/3.png']}")
                .on("GET /1.png", new FakeProvider.Canned(200, Map.of(), "one".getBytes(StandardCharsets.UTF_8), new CountDownLatch(0)))
                .on("GET /2.png", 403, "{}");
        assertEquals("0=image/png:one 1=/2.png 2=/3.png Finished", told(events(form, Asked.image(null, 3, List.of(), "{'n':1}"))));
        assertEquals(List.of("POST /i", "GET /1.png unsigned", "GET /2.png unsigned"), provider.seen);
    }

    @Test
    void answersWithoutAJob() {
        String speech = "{'path':'/tts','body':{'text':'{text}'},'usage':{'character':{'header':'character-cost'}},'answer':{'media':{'body':true}}}";
        provider.on("POST /tts", new FakeProvider.Canned(200, Map.of("content-type", "audio/mpeg", "character-cost", "7"),
                "sound".getBytes(StandardCharsets.UTF_8), new CountDownLatch(0)));
        Reply reply = answer(speech, Asked.exchange(Asked.speech(null, null, "{}")));
        assertEquals("0=audio/mpeg:sound UsageReported Finished", told(events(reply)));
        assertEquals(7, reply.receipt().usage().count(Unit.CHARACTER).orElseThrow());
    }

    @Test
    void refusesBeforeAnythingIsSent() {
        Request request = Asked.speech(null, null, "{}");
        assertEquals("INVALID_REQUEST", told(events("{'path':'/tts/{voice}','answer':{'media':{'body':true}}}", request)));
        assertEquals(List.of(), provider.seen);
    }

    @Test
    void cancelsAtTheProviderWhenTheCallerDoes() {
        lumaBegun().on("GET /generations/g-1", 200, "{'state':'dreaming'}").on("DELETE /generations/g-1", 204, "");
        Exchange exchange = Asked.exchange(Asked.video());
        pace.during(exchange.cancellation()::cancel);
        assertEquals("QUEUED CANCELLED CANCELLED", told(events(answer(LUMA, exchange))));
        assertEquals(List.of("POST /generations", "DELETE /generations/g-1"), provider.seen);
    }

    @Test
    void cancelsAtTheProviderEvenWhenNobodyPullsAnyMore() {
        lumaBegun().on("DELETE /generations/g-1", 204, "");
        Exchange exchange = Asked.exchange(Asked.video());
        Reply reply = answer(LUMA, exchange);
        reply.next();
        exchange.cancellation().cancel();
        reply.close();
        reply.close();
        assertEquals(List.of("POST /generations", "DELETE /generations/g-1"), provider.seen);
    }

    @Test
    void letsTheJobGoOnWhenItIsOnlyClosed() {
        lumaBegun();
        Reply reply = answer(LUMA, Asked.exchange(Asked.video()));
        reply.next();
        reply.close();
        assertEquals(List.of("POST /generations"), provider.seen);
        assertTrue(reply.next().isEmpty());
    }

    @Test
    void doesNotCancelWhatIsOver() {
        lumaBegun().on("GET /generations/g-1", 200, "{'state':'completed','assets':{'video':'https://cdn.example/v.mp4'}}");
        Exchange exchange = Asked.exchange(Asked.video());
        Reply reply = answer(LUMA, exchange);
        reply.forEach(event -> { });
        exchange.cancellation().cancel();
        reply.close();
        assertFalse(provider.seen.toString().contains("DELETE"), provider.seen.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsALongWaitAtOnce(boolean cancel) throws InterruptedException {
        lumaBegun().on("DELETE /generations/g-1", 204, "");
        Exchange exchange = Asked.exchange(Asked.video());
        Form form = FormReader.read(Asked.json(LUMA.replace("'every':2,'patience':60", "'every':3600,'patience':7200")), Operation.VIDEO, "acme");
        Reply reply = forms(Pace.REAL).answer(exchange, form, provider);
        reply.next();
        Thread puller = Thread.ofVirtual().start(() -> reply.forEach(event -> { }));
        if (cancel) {
            exchange.cancellation().cancel();
        } else {
            reply.close();
        }
        assertTrue(puller.join(Duration.ofSeconds(30)));
        reply.close();
    }

    @Test
    void endsACallThatHangs() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        provider.on("POST /generations", new FakeProvider.Canned(200, Map.of(), new byte[0], gate));
        Cancellation cancellation = new Cancellation();
        Reply reply = answer(LUMA, Asked.exchange(Asked.video()).cancelledBy(cancellation));
        List<Piece> pieces = new ArrayList<>();
        Thread puller = Thread.ofVirtual().start(() -> reply.next().ifPresent(pieces::add));
        assertTrue(provider.asked.await(30, TimeUnit.SECONDS));
        cancellation.cancel();
        assertTrue(puller.join(Duration.ofSeconds(30)));
        gate.countDown();
        assertEquals(ErrorCode.CANCELLED, pieces.getFirst().failure().orElseThrow().code());
        reply.close();
    }

    @Test
    void throwsNothingOnGarbage() {
        Random random = new Random(11);
        byte[] good = Asked.bytes("{'id':'g-1','state':'completed','progress':0.5,'assets':{'video':'https://cdn.example/v.mp4'}}");
        for (int round = 0; round < 300; round++) {
            String path = "/g" + round;
            provider.on("POST " + path, new FakeProvider.Canned(200, Map.of(), FormBackTest.mutated(good, random), new CountDownLatch(0)));
            for (int poll = 0; poll < 3; poll++) {
                provider.on("GET " + path + "/g-1", new FakeProvider.Canned(200, Map.of(), FormBackTest.mutated(good, random), new CountDownLatch(0)));
            }
            List<StreamEvent> events = events(LUMA.replace("/generations", path), Asked.video());
            assertTrue(events.getLast() instanceof StreamEvent.Finished || events.getLast() instanceof StreamEvent.Failed, told(events));
            assertFalse(told(events).contains("INTERNAL"), told(events));
        }
    }
}
