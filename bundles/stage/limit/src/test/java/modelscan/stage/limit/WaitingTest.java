package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingTest {
    private static final long LONG = Duration.ofSeconds(100).toNanos();

    private final FakeTimes clock = new FakeTimes();

    @Test
    void waitsUntilThereIsRoom() {
        Gate gate = new Gate(clock.times());
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 1)));
        long before = clock.nanos.get();
        assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("ann", 1, 0)));
        assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("ann", 1, LONG)));
        assertTrue(clock.nanos.get() - before >= Duration.ofMinutes(1).toNanos());
    }

    @Test
    void doesNotWaitInVain() {
        Gate gate = new Gate(clock.times());
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 1)));
        gate.enter(Given.waiting("ann", 1, 0));
        long before = clock.nanos.get();
        assertInstanceOf(Verdict.Full.class, gate.enter(Given.waiting("ann", 1, Duration.ofSeconds(10).toNanos())));
        assertEquals(before, clock.nanos.get(), "it was clear that ten seconds do not help");
    }

    @Test
    void waitsForOnesWhoRunAndGivesUpAtTheDeadline() {
        Gate gate = new Gate(clock.times());
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 1)));
        Pass first = assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("ann", 1, 0))).pass();
        assertInstanceOf(Verdict.Full.class, gate.enter(Given.waiting("bob", 1, LONG)));
        clock.meanwhile.set(() -> first.settle(Amount.none()));
        assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("bob", 1, LONG)));
    }

    @Test
    void nobodyWaitsForACallerWhoHasGone() {
        Gate gate = new Gate(clock.times());
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 1)));
        gate.enter(Given.waiting("ann", 1, 0));
        Cancellation gone = new Cancellation();
        clock.meanwhile.set(gone::cancel);
        assertInstanceOf(Verdict.Left.class, gate.enter(new Entrant("m", Amount.none(), "bob", 1, LONG, gone)));
    }

    @Test
    void principalsTakeTurnsAndTheUrgentGoFirst() throws Exception {
        Gate gate = new Gate(new Times(clock.nanos::get, clock.wall::get, Pauses.REAL));
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 1)));
        Pass running = assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("first", 1, 0))).pass();
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (String who : List.of("ann", "ann", "ann", "bob", "bob", "zoe", "low!", "now!")) {
            int priority = who.equals("low!") ? 2 : who.equals("now!") ? 0 : 1;
            int before = threads.size();
            threads.add(Thread.ofVirtual().start(() -> {
                if (gate.enter(Given.waiting(who, priority, LONG)) instanceof Verdict.Passed(Pass pass)) {
                    served.add(who);
                    pass.settle(Amount.none());
                }
            }));
            while (gate.ask("m", lane -> lane.line().length()) == before) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
            }
        }
        assertInstanceOf(Verdict.Full.class, gate.enter(Given.waiting("newcomer", 1, 0)));
        running.settle(Amount.none());
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of("now!", "ann", "bob", "zoe", "ann", "bob", "ann", "low!"), served);
    }

    @Test
    void aFloodOfOneCallerDoesNotStarveAnother() throws Exception {
        Gate gate = new Gate(new Times(clock.nanos::get, clock.wall::get, Pauses.REAL));
        gate.rule(List.of(Given.rule(What.CONCURRENT, Window.MOMENT, 1)));
        Pass running = assertInstanceOf(Verdict.Passed.class, gate.enter(Given.waiting("first", 1, 0))).pass();
        List<String> served = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(waiting(gate, "flood", served));
        }
        assertInstanceOf(Verdict.Full.class, gate.enter(Given.waiting("flood", 1, LONG)), "nobody may fill the line alone");
        for (int i = 0; i < 3; i++) {
            threads.add(waiting(gate, "modest", served));
        }
        running.settle(Amount.none());
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of("flood", "modest", "flood", "modest", "flood", "modest"), served.subList(0, 6));
        assertEquals(203, served.size(), "and nobody is forgotten");
    }

    private static Thread waiting(Gate gate, String who, List<String> served) {
        int before = gate.ask("m", lane -> lane.line().length());
        Thread thread = Thread.ofVirtual().start(() -> {
            if (gate.enter(Given.waiting(who, 1, LONG)) instanceof Verdict.Passed(Pass pass)) {
                served.add(who);
                pass.settle(Amount.none());
            }
        });
        while (gate.ask("m", lane -> lane.line().length()) == before) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
        return thread;
    }
}
