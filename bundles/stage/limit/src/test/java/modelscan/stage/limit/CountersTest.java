package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final FakeStore store = new FakeStore();
    private final FakeTimes clock = new FakeTimes();

    @Test
    void countsSurviveARestart() {
        Gates gates = gates(1_000, 100);
        Counters counters = counters(gates, false);
        assertEquals(30, passed(gates, counters, 30));
        counters.deactivate();
        clock.pass(Duration.ofSeconds(5));
        Gates again = gates(1_000, 100);
        counters(again, false);
        assertEquals(new BigDecimal("30"), used(again, Window.DAY));
        assertEquals(new BigDecimal("30"), used(again, Window.MINUTE));
        clock.pass(Duration.ofMinutes(2));
        assertEquals(new BigDecimal("0"), used(again, Window.MINUTE));
        clock.pass(Duration.ofHours(14));
        assertEquals(new BigDecimal("0"), used(again, Window.DAY));
    }

    @Test
    void aProcessThatIsKilledHasNeverLetThroughMoreThanItKept() {
        Random random = new Random(19);
        int admitted = 0;
        for (int life = 0; life < 60; life++) {
            Gates gates = gates(2_000, 1_000_000);
            Counters counters = counters(gates, false);
            admitted += passed(gates, counters, random.nextInt(200));
            // Nothing is said goodbye to: the next life knows only what was written.
            clock.pass(Duration.ofSeconds(random.nextInt(20)));
            clock.move(Duration.ofHours(life % 2 == 0 ? 1 : -1));
        }
        assertTrue(admitted <= 2_000, "let through " + admitted);
        assertTrue(admitted > 1_000, "a kill costs too much: " + admitted);
    }

    @Test
    void nothingPassesBeyondWhatCouldBeKeptUnlessTheOwnerWantsIt() {
        Gates gates = gates(1_000, 1_000_000);
        Counters counters = counters(gates, false);
        store.failing = true;
        int few = passed(gates, counters, 500);
        assertTrue(few > 0 && few < 20, "passed " + few);
        store.failing = false;
        assertEquals(500, passed(gates, counters, 500));
        Gates open = gates(1_000, 1_000_000);
        Counters carefree = new Counters(open, Tables.of(new FakeStore()), () -> true);
        store.failing = true;
        assertEquals(500, passed(open, carefree, 500));
    }

    @Test
    void aRollingHourIsHeldOverAKillThoughTheClockIsMoved() {
        for (Duration hands : List.of(Duration.ofHours(3), Duration.ofHours(-3))) {
            FakeStore kept = new FakeStore();
            Gates gates = hour();
            Counters counters = new Counters(gates, Tables.of(kept), () -> false);
            assertEquals(30, passed(gates, counters, 30));
            counters.save();
            clock.move(hands);
            clock.pass(Duration.ofSeconds(8));
            Gates again = hour();
            new Counters(again, Tables.of(kept), () -> false);
            BigDecimal held = used(again, Window.HOUR);
            assertTrue(held.compareTo(BigDecimal.valueOf(30)) >= 0 && held.compareTo(BigDecimal.valueOf(40)) < 0, hands + ": " + held);
            clock.pass(Duration.ofMinutes(62));
            assertEquals(new BigDecimal("0"), used(again, Window.HOUR));
        }
    }

    @Test
    void aMachineThatBeganAnewKnowsHowLongItRuns() {
        Saved saved = Saved.rolling(7, clock.wall.get(), Duration.ofHours(50).toNanos());
        assertEquals(Duration.ofSeconds(115), Duration.ofNanos(saved.age(clock.wall.get().plus(Duration.ofHours(4)),
                Duration.ofMinutes(2).toNanos())));
        assertEquals(0, saved.age(clock.wall.get().minusSeconds(60), Duration.ofHours(60).toNanos()));
    }

    private Gates hour() {
        Gates gates = new Gates(clock.times());
        gates.describe("p", List.of(new Plan("default", "Default", Optional.empty(), List.of(limit(Window.HOUR, 100)), Optional.empty(),
                Optional.empty())), Optional.empty());
        return gates;
    }

    @Test
    void writesOnlyWhatChanged() {
        Gates gates = gates(1_000, 100);
        Counters counters = counters(gates, false);
        passed(gates, counters, 1);
        counters.save();
        int before = store.writes;
        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofMillis(100));
            counters.save();
        }
        assertEquals(before, store.writes);
    }

    private Gates gates(long day, long minute) {
        Gates gates = new Gates(clock.times());
        Plan plan = new Plan("default", "Default", Optional.empty(), List.of(limit(Window.DAY, day), limit(Window.MINUTE, minute)),
                Optional.empty(), Optional.empty());
        gates.describe("p", List.of(plan), Optional.empty());
        return gates;
    }

    private Counters counters(Gates gates, boolean open) {
        return new Counters(gates, Tables.of(store), () -> open);
    }

    private static Plan.Limit limit(Window window, long amount) {
        return new Plan.Limit(What.REQUESTS, window, BigDecimal.valueOf(amount), Set.of());
    }

    // The background thread of the real one is played by whoever is refused.
    private static int passed(Gates gates, Counters counters, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            Verdict verdict = gates.gate("p").enter(Given.call("m", 1, 1));
            if (verdict instanceof Verdict.Full(Gauge _, long pause) && pause <= Duration.ofMillis(50).toNanos()) {
                counters.save();
                verdict = gates.gate("p").enter(Given.call("m", 1, 1));
            }
            passed += verdict instanceof Verdict.Passed ? 1 : 0;
        }
        return passed;
    }

    private static BigDecimal used(Gates gates, Window window) {
        return gates.standings(Samples.candidate("p", "m")).stream()
                .filter(standing -> standing.limit().window() == window).findFirst().orElseThrow().used();
    }
}
