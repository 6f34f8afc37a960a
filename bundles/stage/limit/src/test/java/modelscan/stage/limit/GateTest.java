package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTimes clock = new FakeTimes();
    private final Gate gate = new Gate(clock.times());

    @Test
    void takesFromAllLimitsOrFromNone() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 10), Given.rule(What.TOKENS, Window.MINUTE, 100)));
        assertEquals(1, passed(5, Given.call("m", 40, 20)));
        assertEquals(4, passed(5, Given.call("m", 5, 5)), "what was refused for its tokens took no request");
        assertEquals(5, passed(10, Given.call("m", 0, 0)));
    }

    @Test
    void admitsNeverMoreThanTheLimitInAnyStretchOfTime() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 7)));
        List<Long> admitted = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            clock.pass(Duration.ofMillis(random.nextInt(3_000)));
            if (enter(Given.call("m", 1, 1)) instanceof Verdict.Passed) {
                admitted.add(clock.nanos.get());
            }
        }
        assertTrue(admitted.size() > 2_000, "only " + admitted.size());
        for (int i = 7; i < admitted.size(); i++) {
            assertTrue(admitted.get(i) - admitted.get(i - 7) >= MINUTE.toNanos(), "8 in a minute at " + i);
        }
    }

    @Test
    void admitsExactlyTheLimitToManyThreadsAlsoWhenTheClockIsMoved() throws Exception {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.DAY, 5_000), Given.rule(What.REQUESTS, Window.MINUTE, 9_000)));
        AtomicInteger admitted = new AtomicInteger();
        int threads = 64;
        int tries = 1_000_000 / threads;
        try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Duration hands = Duration.ofHours(thread % 2 == 0 ? 1 : -1);
                running.add(all.submit(() -> {
                    for (int i = 0; i < tries; i++) {
                        if (i % 5_000 == 0) {
                            clock.move(hands);
                        }
                        if (enter(Given.call("m", 1, 1)) instanceof Verdict.Passed) {
                            admitted.incrementAndGet();
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertEquals(5_000, admitted.get());
    }

    @Test
    void sharesALimitOverASetOfModels() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 3, "a", "b"), Given.rule(What.REQUESTS, Window.MINUTE, 5)));
        assertEquals(2, passed(2, Given.call("a", 1, 1)));
        assertEquals(1, passed(9, Given.call("b", 1, 1)));
        assertEquals(2, passed(9, Given.call("c", 1, 1)), "all share the one without models");
    }

    @Test
    void settlesByWhatWasUsedAndGivesBackWhatWasNot() {
        gate.rule(List.of(Given.rule(What.TOKENS, Window.MINUTE, 100)));
        Pass large = pass(Given.call("m", 60, 40));
        assertInstanceOf(Verdict.Full.class, enter(Given.call("m", 1, 0)));
        large.settle(Amount.of(Given.tokens(20, 5)));
        Pass second = pass(Given.call("m", 75, 0));
        second.settle(Amount.of(Given.tokens(75, 50)));
        Verdict.Full full = assertInstanceOf(Verdict.Full.class, enter(Given.call("m", 1, 0)));
        assertTrue(full.pause() > 0);
        clock.pass(Duration.ofSeconds(61));
        assertEquals(1, passed(1, Given.call("m", 100, 0)));
    }

    @Test
    void refusesWhatALimitNeverAllowsButNotALongGuess() {
        gate.rule(List.of(Given.rule(What.TOKENS, Window.MINUTE, 100)));
        assertInstanceOf(Verdict.TooLarge.class, enter(Given.call("m", 101, 0)));
        assertInstanceOf(Verdict.Passed.class, enter(Given.call("m", 10, 4_000)));
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 0)));
        assertInstanceOf(Verdict.TooLarge.class, enter(Given.call("m", 1, 1)));
    }

    @Test
    void aBurstFillsUpAllTheTime() {
        gate.rule(List.of(Given.burst(What.REQUESTS, Window.MINUTE, 60, 10)));
        assertEquals(10, passed(20, Given.call("m", 1, 1)));
        clock.pass(Duration.ofSeconds(3));
        assertEquals(3, passed(20, Given.call("m", 1, 1)));
        Verdict.Full full = assertInstanceOf(Verdict.Full.class, enter(Given.call("m", 1, 1)));
        assertEquals(1, Duration.ofNanos(full.pause()).toSeconds());
    }

    @Test
    void countsWhatRunsAtTheSameTime() {
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 2)));
        Pass first = pass(Given.call("m", 1, 1));
        pass(Given.call("m", 1, 1));
        assertInstanceOf(Verdict.Full.class, enter(Given.call("m", 1, 1)));
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 3)));
        assertEquals(1, passed(5, Given.call("m", 1, 1)), "those that run are still counted");
        first.settle(Amount.none());
        assertEquals(1, passed(5, Given.call("m", 1, 1)));
    }

    @Test
    void whatTheProviderToldWinsIfItIsLess() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 100)));
        Pass pass = pass(Given.call("m", 1, 1));
        pass.tell(List.of(quota(What.REQUESTS, 100, 2, Duration.ofSeconds(20))));
        pass.settle(Amount.none());
        assertEquals(2, passed(10, Given.call("m", 1, 1)));
        assertEquals(5, passed(5, Given.call("other", 1, 1)), "it was told of one model");
        clock.pass(Duration.ofSeconds(20));
        assertEquals(10, passed(10, Given.call("m", 1, 1)));
    }

    @Test
    void countsThoseWhoAreOnTheirWayAgainstWhatWasTold() {
        Pass first = pass(Given.call("m", 1, 1));
        pass(Given.call("m", 1, 1));
        pass(Given.call("m", 1, 1));
        first.tell(List.of(quota(What.REQUESTS, 50, 3, Duration.ofSeconds(20))));
        assertEquals(1, passed(10, Given.call("m", 1, 1)), "two may not have been seen yet");
    }

    @Test
    void staysAwayAsLongAsTheProviderWants() {
        Pass pass = pass(Given.call("m", 1, 1));
        pass.close(Failure.of(ErrorCode.RATE_LIMITED, "slow down"), Duration.ofSeconds(7).toNanos());
        Verdict.Closed closed = assertInstanceOf(Verdict.Closed.class, enter(Given.call("m", 1, 1)));
        assertEquals(7, Duration.ofNanos(closed.pause()).toSeconds());
        assertEquals(1, passed(1, Given.call("other", 1, 1)));
        clock.pass(Duration.ofSeconds(7));
        assertEquals(1, passed(1, Given.call("m", 1, 1)));
    }

    @Test
    void warnsOnceAWindow() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 10)));
        int warnings = 0;
        for (int i = 0; i < 10; i++) {
            warnings += pass(Given.call("m", 1, 1)).low().size();
        }
        assertEquals(1, warnings);
        clock.pass(Duration.ofSeconds(70));
        for (int i = 0; i < 8; i++) {
            warnings += pass(Given.call("m", 1, 1)).low().size();
        }
        assertEquals(2, warnings);
    }

    @Test
    void warnsOnceADayOfTheCalendarAndNotAgainAfterARestart() {
        Rule day = Given.rule(What.REQUESTS, Window.DAY, 10);
        gate.rule(List.of(day));
        int warnings = 0;
        for (int i = 0; i < 10; i++) {
            warnings += pass(Given.call("m", 1, 1)).low().size();
            clock.pass(MINUTE);
        }
        assertEquals(1, warnings);
        Gate again = new Gate(clock.times());
        Saved kept = new Saved(Instant.parse("2026-11-21T00:00:00Z"), 9 * Amount.ONE, clock.wall.get());
        again.keep(_ -> Optional.of(kept), () -> { });
        again.rule(List.of(day));
        assertEquals(0, assertInstanceOf(Verdict.Passed.class, again.enter(Given.call("m", 1, 1))).pass().low().size());
        clock.pass(Duration.ofHours(14));
        for (int i = 0; i < 8; i++) {
            warnings += assertInstanceOf(Verdict.Passed.class, again.enter(Given.call("m", 1, 1))).pass().low().size();
        }
        assertEquals(2, warnings, "the next day begins anew, though not a day has gone by");
    }

    @ParameterizedTest
    @EnumSource(value = What.class, mode = EnumSource.Mode.EXCLUDE, names = {"REQUESTS", "CONCURRENT"})
    void everyKindIsReservedAndSettled(What what) {
        for (Rule rule : List.of(Given.rule(what, Window.MINUTE, 10), Given.rule(what, Window.DAY, 10), Given.burst(what, Window.MINUTE, 10, 10),
                Given.rule(what, Window.MONTH, 10), Given.rule(what, Window.HOUR, 10), Given.rule(what, Window.SECOND, 10))) {
            Gate one = new Gate(clock.times());
            one.rule(List.of(rule));
            long[] six = Amount.none();
            six[what.ordinal()] = 6 * Amount.ONE;
            Entrant call = new Entrant("m", six, "ann", 1, 0, new Cancellation());
            Pass pass = assertInstanceOf(Verdict.Passed.class, one.enter(call)).pass();
            assertInstanceOf(Verdict.Full.class, one.enter(call), rule.name());
            long[] four = Amount.none();
            four[what.ordinal()] = 4 * Amount.ONE;
            pass.settle(four);
            assertInstanceOf(Verdict.Passed.class, one.enter(call), "what was not used is there again: " + rule.name());
            assertInstanceOf(Verdict.Full.class, one.enter(call), rule.name());
        }
    }

    private static Quota quota(What what, long limit, long remaining, Duration reset) {
        return new Quota(what, Optional.of(BigDecimal.valueOf(limit)), Optional.of(BigDecimal.valueOf(remaining)), Optional.of(reset));
    }

    private Verdict enter(Entrant entrant) {
        return gate.enter(entrant);
    }

    private Pass pass(Entrant entrant) {
        return assertInstanceOf(Verdict.Passed.class, enter(entrant)).pass();
    }

    private int passed(int tries, Entrant entrant) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            passed += enter(entrant) instanceof Verdict.Passed ? 1 : 0;
        }
        return passed;
    }
}
