package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Provider;
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
    private static final Charts.Key KEY = Charts.Key.of(CANDIDATE);
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });
    private final Roster roster = new Roster();
    private final BreakerStage breaker = new BreakerStage(charts, roster);
    private final Stopwatch stopwatch = new Stopwatch(charts, roster);
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
    void neverHoldsBackCallsToWhoWantsNoBreaker() {
        Provider actor = new Named(new Provider.About("a", "A", Provider.Mode.API, true, false));
        roster.add(actor, Map.of());
        for (int i = 0; i < 30; i++) {
            Samples.events(call(ErrorCode.PROVIDER_TIMEOUT));
        }
        assertEquals(30, called.get());
        assertEquals(1, vitals().errors());
        roster.remove(actor, Map.of());
        for (int i = 0; i < 30; i++) {
            Samples.events(call(ErrorCode.PROVIDER_TIMEOUT));
        }
        assertTrue(called.get() <= 35, "called " + called.get() + " times");
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
        Chart.Details details = charts.of(KEY).details();
        assertEquals(2, details.colds());
        assertEquals(Optional.of(Duration.ofSeconds(9)), details.cold());
    }

    @Test
    void takesAllForColdWhoComeBeforeTheFirstAnswer() {
        Chart chart = charts.of(KEY);
        assertEquals(Paces.Start.COLD, chart.begins(Time.seconds(60), false));
        assertEquals(Paces.Start.COLD, chart.begins(Time.seconds(60), false));
        Samples.events(timed(Duration.ofSeconds(9)));
        assertEquals(Paces.Start.WARM, chart.begins(Time.seconds(60), false));
        time.passes(Duration.ofSeconds(61));
        assertEquals(Paces.Start.COLD, chart.begins(Time.seconds(60), false));
        assertEquals(Paces.Start.COLD, chart.begins(Time.seconds(60), false));
    }

    @Test
    void tellsALocalEngineThatLoadsAModelFromASlowOne() {
        roster.add(new Named(new Provider.About("a", "A", Provider.Mode.LOCAL, true)), Map.of());
        Candidate other = Samples.candidate("a", "other");
        Samples.events(timed(CANDIDATE, Duration.ofSeconds(9)));
        Samples.events(timed(CANDIDATE, Duration.ofMillis(200)));
        Samples.events(timed(other, Duration.ofSeconds(8)));
        Samples.events(timed(CANDIDATE, Duration.ofSeconds(9)));
        assertEquals(Duration.ofMillis(200), vitals().firstToken().orElseThrow(), "loading was taken for slowness");
        assertEquals(2, charts.of(KEY).details().colds());
        Samples.events(timed(other, Duration.ofMillis(300)));
        Samples.events(timed(CANDIDATE, Duration.ofMillis(200)));
        assertEquals(2, charts.of(KEY).details().colds(), "an engine that holds both was taken for one that loads");
        time.passes(Duration.ofMinutes(5));
        Samples.events(timed(CANDIDATE, Duration.ofSeconds(9)));
        assertEquals(3, charts.of(KEY).details().colds());
    }

    /** Platform threads, all let loose at the same moment, a hundred times over. */
    @Test
    void countsExactlyOneProbeOfSixtyFourThreads() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            for (int round = 0; round < 100; round++) {
                for (int i = 0; i < 5; i++) {
                    Samples.events(call(ErrorCode.PROVIDER_UNREACHABLE));
                }
                time.passes(Duration.ofSeconds(6));
                called.set(0);
                CyclicBarrier start = new CyclicBarrier(64);
                CyclicBarrier asked = new CyclicBarrier(64);
                List<Future<Boolean>> probes = new ArrayList<>();
                for (int i = 0; i < 64; i++) {
                    probes.add(threads.submit(() -> probes(start, asked)));
                }
                int admitted = 0;
                for (Future<Boolean> probe : probes) {
                    admitted += probe.get() ? 1 : 0;
                }
                assertEquals(1, admitted, "round " + round);
                assertEquals(1, called.get());
                assertEquals(Breaker.CLOSED, vitals().breaker());
            }
        }
    }

    // The probe does not end before all have asked.
    private boolean probes(CyclicBarrier start, CyclicBarrier asked) throws Exception {
        start.await();
        Reply reply = breaker.handle(exchange(), _ -> {
            called.incrementAndGet();
            return Reply.of(HELLO);
        });
        asked.await();
        boolean admitted = reply.next().flatMap(Piece::failure).isEmpty();
        assertTrue(reply.next().isEmpty());
        return admitted;
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
            charts.of(new Charts.Key("p", "m" + i)).begins(0, false);
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
        return timed(CANDIDATE, firstToken);
    }

    private Reply timed(Candidate candidate, Duration firstToken) {
        StreamEvent usage = new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 50));
        return through(Samples.chat("m", "hi").to(candidate, 1), _ -> Reply.of(HELLO, usage).tap(event ->
                time.passes(event == HELLO ? firstToken : Duration.ofSeconds(1))));
    }

    private Reply through(Next provider) {
        return through(exchange(), provider);
    }

    private Reply through(Exchange asked, Next provider) {
        return breaker.handle(asked, exchange -> stopwatch.handle(exchange, provider));
    }

    private Vitals vitals() {
        return charts.vitals(CANDIDATE);
    }

    private static Exchange exchange() {
        return Samples.chat("m", "hi").to(CANDIDATE, 1);
    }

    /** A provider that only says who it is. */
    private record Named(About about) implements Provider {
        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public Health health() {
            return Health.UP;
        }
    }
}
