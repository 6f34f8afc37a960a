package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class BreakerStageTest {
    private static final Candidate CANDIDATE = Samples.candidate("a", "m");
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });
    private final BreakerStage breaker = new BreakerStage(charts);
    private final Stopwatch stopwatch = new Stopwatch(charts);
    private final AtomicInteger called = new AtomicInteger();

    @Test
    void refusesAtOnceAfterFiveFailuresAndSaysWhenToComeBack() {
        for (int i = 0; i < 9; i++) {
            Samples.events(call(ErrorCode.PROVIDER_TIMEOUT));
        }
        assertEquals(5, called.get());
        Reply refused = call(ErrorCode.PROVIDER_TIMEOUT);
        Failure failure = refused.next().flatMap(Piece::failure).orElseThrow();
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, failure.code());
        assertEquals(Optional.of("a"), failure.provider());
        assertEquals(Optional.of(Duration.ofSeconds(5)), failure.retryAfter());
        assertTrue(refused.receipt().target().isEmpty());
        assertEquals(Breaker.OPEN, vitals().breaker());
        assertEquals(0, vitals().running());
    }

    @Test
    void worksAgainOneProbeLater() {
        for (int i = 0; i < 5; i++) {
            Samples.events(call(ErrorCode.STREAM_CUT));
        }
        time.passes(Duration.ofSeconds(5));
        assertEquals("hello", Samples.text(answer(HELLO)));
        assertEquals("hello", Samples.text(answer(HELLO)));
        assertEquals(Breaker.CLOSED, vitals().breaker());
    }

    @Test
    void takesALongProbeForGoodWithItsFirstWords() {
        for (int i = 0; i < 5; i++) {
            Samples.events(call(ErrorCode.STREAM_CUT));
        }
        time.passes(Duration.ofSeconds(5));
        Reply probe = answer(new StreamEvent.Started("1", "m"), HELLO);
        probe.next();
        assertEquals(Breaker.HALF_OPEN, vitals().breaker());
        probe.next();
        assertEquals(Breaker.CLOSED, vitals().breaker());
        probe.close();
    }

    @Test
    void doesNotBlameAProviderForItsCallersOrForLimits() {
        for (ErrorCode code : new ErrorCode[] {ErrorCode.INVALID_REQUEST, ErrorCode.RATE_LIMITED, ErrorCode.CONTENT_FILTERED,
            ErrorCode.BUDGET_EXHAUSTED, ErrorCode.CANCELLED}) {
            for (int i = 0; i < 30; i++) {
                Samples.events(call(code));
            }
        }
        assertEquals(Breaker.CLOSED, vitals().breaker());
        assertEquals(0, vitals().errors());
    }

    @Test
    void doesNotTakeAProvidersOwn4xxForAFailure() {
        for (int i = 0; i < 30; i++) {
            Samples.events(breaker.handle(exchange(), _ -> Reply.refused(Failure.of(ErrorCode.PROVIDER_ERROR, "no").status(422))));
        }
        assertEquals(Breaker.CLOSED, vitals().breaker());
    }

    @Test
    void doesNotBlameAProviderForCallersWhoGo() {
        for (int i = 0; i < 30; i++) {
            answer(HELLO, HELLO).close();
            Exchange gone = exchange();
            gone.cancellation().cancel();
            Samples.events(breaker.handle(gone, _ -> Reply.refused(ErrorCode.STREAM_CUT, "cut by us")));
        }
        assertEquals(Vitals.UNKNOWN, vitals());
    }

    @Test
    void learnsHowFastACandidateIsButNotFromAColdStart() {
        Samples.events(timed(Duration.ofSeconds(9)));
        assertTrue(vitals().firstToken().isEmpty());
        Samples.events(timed(Duration.ofMillis(200)));
        assertEquals(Duration.ofMillis(200), vitals().firstToken().orElseThrow());
        assertEquals(Duration.ofMillis(1200), vitals().latency().orElseThrow());
        assertEquals(50, vitals().speed().orElseThrow(), 0.001);
        Duration slowest = vitals().slowest().orElseThrow();
        assertTrue(slowest.toMillis() >= 200 && slowest.toMillis() <= 240, slowest.toString());
        time.passes(Duration.ofMinutes(11));
        Samples.events(timed(Duration.ofSeconds(9)));
        assertEquals(Duration.ofMillis(200), vitals().firstToken().orElseThrow());
    }

    @Test
    void countsExactlyOneProbeWhenManyComeAtOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            Samples.events(call(ErrorCode.PROVIDER_UNREACHABLE));
        }
        time.passes(Duration.ofSeconds(6));
        called.set(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                threads.submit(() -> breaker.handle(exchange(), _ -> {
                    called.incrementAndGet();
                    return Reply.of(HELLO);
                }));
            }
        }
        assertEquals(1, called.get());
    }

    @Test
    void forgetsTheLeastUsedWhenThereAreTooMany() {
        for (int i = 0; i < Charts.MOST + 10; i++) {
            charts.of(new Charts.Key("p", "m" + i)).cold();
            time.passes(Duration.ofMillis(1));
        }
        assertTrue(charts.all().size() <= Charts.MOST);
        assertFalse(charts.all().containsKey("p/m0"));
        assertTrue(charts.all().containsKey("p/m" + (Charts.MOST + 9)));
    }

    private Reply call(ErrorCode code) {
        return through(_ -> {
            called.incrementAndGet();
            return Reply.refused(Failure.of(code, "fails").by("a")).receipted(receipt -> receipt.from(CANDIDATE, 1));
        });
    }

    private Reply answer(StreamEvent... events) {
        return through(_ -> Reply.of(events));
    }

    private Reply timed(Duration firstToken) {
        StreamEvent usage = new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 50));
        return through(_ -> Reply.of(HELLO, usage).tap(event ->
                time.passes(event == HELLO ? firstToken : Duration.ofSeconds(1))));
    }

    private Reply through(Next provider) {
        return breaker.handle(exchange(), exchange -> stopwatch.handle(exchange, provider));
    }

    private Vitals vitals() {
        return charts.vitals(CANDIDATE);
    }

    private static Exchange exchange() {
        return Samples.chat("m", "hi").to(CANDIDATE, 1);
    }
}
