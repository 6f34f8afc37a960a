package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

/** Nothing passes beyond a limit: many threads, processes that are killed, clocks that jump. */
class StressTest {
    private static final int THREADS = 64;
    // A million in all with -Dmodelscan.limit.tries=1000000.
    private static final int TRIES = Integer.getInteger("modelscan.limit.tries", 200_000);
    private static final int LIVES = 5;
    private static final int DAY = 3_000;
    private static final int MINUTE = 700;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final FakeStore store = new FakeStore();
    private final FakeTimes clock = new FakeTimes();
    private final AtomicInteger moved = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> admitted = new ConcurrentLinkedQueue<>();

    @Test
    void nothingPassesBeyondALimitOverKillsAndJumpsOfTheClock() throws Exception {
        for (int life = 0; life < LIVES; life++) {
            Gates gates = new Gates(clock.times());
            gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.rule(What.REQUESTS, Window.DAY, DAY),
                    Given.rule(What.REQUESTS, Window.MINUTE, MINUTE), Given.burst(What.CREDITS, Window.MINUTE, 60_000, 400))));
            Counters counters = new Counters(gates, Tables.of(store), () -> false);
            all(() -> life(gates, counters));
            // Killed: nothing is said goodbye to, and nobody knows how wrong the clock on the wall is.
            clock.pass(Duration.ofSeconds(3));
        }
        assertTrue(admitted.size() <= DAY, "a day: " + admitted.size());
        assertTrue(admitted.size() > DAY / 2, "kills cost too much: " + admitted.size());
        List<Long> times = admitted.stream().sorted(Long::compare).toList();
        for (int i = MINUTE; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - MINUTE) >= Duration.ofMinutes(1).toNanos(), "more than " + MINUTE + " in a minute at " + i);
        }
    }

    private void life(Gates gates, Counters counters) {
        Gate gate = gates.gate("p");
        for (int i = 0; i < TRIES / THREADS / LIVES; i++) {
            Verdict verdict = gate.enter(Given.call("m", 1, 1));
            if (verdict instanceof Verdict.Passed(Pass pass)) {
                admitted.add(pass.at());
            } else if (verdict instanceof Verdict.Full(Gauge _, long pause) && pause == Meter.KEEPING) {
                counters.save();
            }
            if (ThreadLocalRandom.current().nextInt(400) == 0) {
                clock.pass(STEP);
                int hours = ThreadLocalRandom.current().nextInt(3) - 1;
                clock.move(Duration.ofHours(hours - moved.getAndSet(hours)));
            }
        }
    }

    @Test
    void whatIsLargerThanTheAdvanceIsWaitedForAndPasses() {
        Gates gates = new Gates(clock.times());
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.rule(What.TOKENS, Window.DAY, 100_000),
                Given.rule(What.TOKENS, Window.HOUR, 60_000), Given.burst(What.INPUT_TOKENS, Window.MINUTE, 50_000, 50_000))));
        Counters counters = new Counters(gates, Tables.of(store), () -> false);
        clock.meanwhile.set(counters::save);
        AtomicInteger passed = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            Entrant call = new Entrant("m", Amount.of(Given.tokens(9_000, 1_000)), "ann", 1, Duration.ofMillis(100).toNanos(),
                    new Cancellation());
            passed.addAndGet(gates.gate("p").enter(call) instanceof Verdict.Passed ? 1 : 0);
        }
        assertEquals(5, passed.get(), "as many as fit into the bucket");
        Gates again = new Gates(clock.times());
        again.agree("p", gates.offer("p").terms());
        new Counters(again, Tables.of(store), () -> false);
        BigDecimal counted = again.standings(Samples.candidate("p", "m")).getFirst().used();
        assertTrue(counted.compareTo(BigDecimal.valueOf(50_000)) >= 0 && counted.compareTo(BigDecimal.valueOf(62_000)) < 0, "counted " + counted);
    }

    @Test
    void aBucketNeverGivesMoreThanItHoldsAndWhatCameIn() throws Exception {
        Gates gates = new Gates(clock.times());
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.burst(What.REQUESTS, Window.MINUTE, 600, 50))));
        Counters counters = new Counters(gates, Tables.of(store), () -> false);
        long begin = clock.nanos.get();
        all(() -> life(gates, counters));
        long seconds = Duration.ofNanos(clock.nanos.get() - begin).toSeconds();
        assertTrue(admitted.size() <= 50 + 10 * (seconds + 1), admitted.size() + " in " + seconds + " s");
        assertTrue(admitted.size() >= 50);
    }

    private static void all(Runnable work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                running.add(threads.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
