package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import modelscan.api.gateway.HealthBook.Breaker;
import org.junit.jupiter.api.Test;

class FuseTest {
    private final Time time = new Time();
    private final Fuse fuse = new Fuse(Time.RULE);

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
        fail(1);
        assertEquals(Fuse.REFUSED, fuse.enter(time.now()));
        assertEquals(Duration.ofSeconds(5).toNanos(), fuse.left(time.now()));
    }

    @Test
    void startsToCountAgainAfterASuccess() {
        fail(4);
        fuse.worked(fuse.enter(time.now()), time.now());
        time.passes(Duration.ofSeconds(2));
        fail(4);
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
    }

    @Test
    void opensWhenHalfOfManyCallsFailed() {
        for (int i = 0; i < 10; i++) {
            assertEquals(Breaker.CLOSED, fuse.state(time.now()));
            fuse.worked(fuse.enter(time.now()), time.now());
            fail(1);
            time.passes(Duration.ofMillis(300));
        }
        assertEquals(Breaker.OPEN, fuse.state(time.now()));
    }

    @Test
    void opensAfterFiveFailuresWithinASecondAlsoWhenOthersWork() {
        for (int i = 0; i < 4; i++) {
            fail(1);
            fuse.worked(fuse.enter(time.now()), time.now());
            time.passes(Duration.ofMillis(250));
        }
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
        fail(1);
        assertEquals(Breaker.OPEN, fuse.state(time.now()));
    }

    @Test
    void doesNotOpenWhenFiveTakeLongerThanASecond() {
        for (int i = 0; i < 8; i++) {
            fail(1);
            fuse.worked(fuse.enter(time.now()), time.now());
            time.passes(Duration.ofNanos(250_000_001));
        }
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
    }

    @Test
    void doesNotTakeFiveOfAThousandForAnOutage() {
        for (int i = 0; i < 1000; i++) {
            fuse.worked(fuse.enter(time.now()), time.now());
            if (i % 100 == 0) {
                fail(1);
            }
        }
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
    }

    @Test
    void opensNothingWhereCallsAreFree() {
        for (int i = 0; i < 100; i++) {
            fuse.failed(Fuse.FREE, time.now());
        }
        assertEquals(Fuse.CALL, fuse.enter(time.now()));
        assertEquals(1, fuse.errors(time.now()));
    }

    /** However long it did not work: one interval and one call after it does again, everybody is let through. */
    @Test
    void recoversWithinOneInterval() {
        for (int outage = 0; outage < 600; outage += 7) {
            Fuse own = new Fuse(Time.RULE);
            long now = 0;
            for (long second = 0; second <= outage; second++) {
                now = Time.seconds(second);
                for (int i = 0; i < 5; i++) {
                    long permit = own.enter(now);
                    if (permit != Fuse.REFUSED) {
                        own.failed(permit, now);
                    }
                }
            }
            long interval = own.left(now);
            assertTrue(interval > 0 && interval <= Time.RULE.pause().longest(), "it is not open after " + outage + " s");
            now += interval;
            own.worked(own.enter(now), now);
            assertEquals(Fuse.CALL, own.enter(now), "after " + outage + " s");
        }
    }

    @Test
    void isTheSameAfterARestart() {
        fail(5);
        time.passes(Duration.ofSeconds(2));
        Fuse next = new Fuse(Time.RULE);
        next.remember(fuse.kept(time.now()), 0);
        assertEquals(Fuse.REFUSED, next.enter(0));
        assertEquals(Time.seconds(3), next.left(0));
        assertTrue(next.enter(Time.seconds(3)) > Fuse.CALL);
        assertEquals(Fuse.REFUSED, next.enter(Time.seconds(3)));
    }

    @Test
    void goesOnCountingAfterARestart() {
        fail(4);
        Fuse next = new Fuse(Time.RULE);
        next.remember(fuse.kept(time.now()), 0);
        assertEquals(Fuse.CALL, next.enter(0));
        next.failed(Fuse.CALL, 0);
        assertEquals(Breaker.OPEN, next.state(0));
    }

    @Test
    void givesUpAProbeThatWasUnderWayWhenTheGatewayEnded() {
        fail(5);
        time.passes(Duration.ofSeconds(5));
        fuse.enter(time.now());
        Fuse next = new Fuse(Time.RULE);
        next.remember(fuse.kept(time.now()), 0);
        assertTrue(next.enter(0) > Fuse.CALL);
    }

    @Test
    void forgetsWhatIsLongerAgoThanTheWindow() {
        for (int i = 0; i < 9; i++) {
            fuse.worked(fuse.enter(time.now()), time.now());
            fail(1);
            time.passes(Duration.ofMillis(300));
        }
        time.passes(Duration.ofSeconds(61));
        fuse.worked(fuse.enter(time.now()), time.now());
        fail(1);
        assertEquals(Breaker.CLOSED, fuse.state(time.now()));
        assertEquals(0.5, fuse.errors(time.now()));
    }

    @Test
    void letsOneProbeThroughAndClosesWhenItWorks() {
        fail(5);
        time.passes(Duration.ofSeconds(5));
        long probe = fuse.enter(time.now());
        assertTrue(probe > Fuse.CALL);
        assertEquals(Fuse.REFUSED, fuse.enter(time.now()));
        fuse.worked(probe, time.now());
        assertEquals(Fuse.CALL, fuse.enter(time.now()));
    }

    @Test
    void staysOpenLongerEachTimeAProbeFailsButNotLongerThanAMinute() {
        fail(5);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pauses.add(Duration.ofNanos(fuse.left(time.now())).toSeconds());
            time.passes(Duration.ofNanos(fuse.left(time.now())));
            fuse.failed(fuse.enter(time.now()), time.now());
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 60L, 60L), pauses);
    }

    @Test
    void givesTheNextProbeToSomebodyElseWhenOneTellsNothing() {
        fail(5);
        time.passes(Duration.ofSeconds(5));
        fuse.toldNothing(fuse.enter(time.now()));
        assertNotEquals(Fuse.REFUSED, fuse.enter(time.now()));
        assertEquals(Fuse.REFUSED, fuse.enter(time.now()));
    }

    @Test
    void takesNoNoticeOfCallsThatBeganBeforeItOpened() {
        long early = fuse.enter(time.now());
        fail(5);
        fuse.worked(early, time.now());
        assertEquals(Breaker.OPEN, fuse.state(time.now()));
    }

    /** Whatever happens: never two probes at once, never a call while open, and it recovers with the first probe that works. */
    @Test
    void keepsItsPromisesForTenThousandSeeds() {
        for (int seed = 0; seed < 10_000; seed++) {
            new Story(seed).play();
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            fuse.failed(fuse.enter(time.now()), time.now());
        }
    }

    private static final class Story {
        private final Random random;
        private final String name;
        private final Fuse fuse = new Fuse(Time.RULE);
        private final List<Long> running = new ArrayList<>();
        private long now = 1L << 40;
        private int failedInRow;

        Story(long seed) {
            this.random = new Random(seed);
            this.name = "seed " + seed;
        }

        void play() {
            for (int step = 0; step < 120; step++) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> enter();
                    case 2, 3 -> finish();
                    default -> now += random.nextLong(Time.seconds(7));
                }
            }
            recover();
        }

        private void enter() {
            Breaker before = fuse.state(now);
            long permit = fuse.enter(now);
            assertEquals(before == Breaker.CLOSED, permit == Fuse.CALL, name);
            if (before == Breaker.OPEN) {
                assertEquals(Fuse.REFUSED, permit, name);
            }
            if (permit != Fuse.REFUSED) {
                running.add(permit);
            }
            long last = running.stream().mapToLong(Long::longValue).max().orElse(0);
            assertTrue(running.stream().filter(one -> one > 0 && one == last).count() <= 1, name);
        }

        private void finish() {
            if (running.isEmpty()) {
                return;
            }
            boolean closed = fuse.state(now) == Breaker.CLOSED;
            long permit = running.remove(random.nextInt(running.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    fuse.worked(permit, now);
                    failedInRow = 0;
                }
                case 1 -> fuse.toldNothing(permit);
                default -> {
                    fuse.failed(permit, now);
                    failedInRow = closed ? failedInRow + 1 : 0;
                }
            }
            assertTrue(failedInRow < 5 || fuse.state(now) != Breaker.CLOSED, name);
            failedInRow = fuse.state(now) == Breaker.CLOSED ? failedInRow : 0;
        }

        // After the longest pause and the longest patience, one call that works is enough.
        private void recover() {
            now += Time.seconds(601);
            long permit = fuse.enter(now);
            assertNotEquals(Fuse.REFUSED, permit, name);
            fuse.worked(permit, now);
            assertEquals(Breaker.CLOSED, fuse.state(now), name);
        }
    }
}
