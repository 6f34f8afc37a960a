package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import modelscan.stage.health.Presence.State;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private record Sum(long up, long down) {
    }

    private final Time time = new Time();
    private final Map<Long, Sum> sums = new TreeMap<>();
    private final Presence presence = new Presence(time.clock().wall(), (hour, up, down) ->
            sums.merge(hour, new Sum(up, down), (one, two) -> new Sum(one.up + two.up, one.down + two.down)));

    private void heard(State state) {
        presence.heard(state, time.now(), time.now(), 0);
    }

    private Sum all() {
        presence.settle(time.now());
        return sums.values().stream().reduce(new Sum(0, 0), (one, two) -> new Sum(one.up + two.up, one.down + two.down));
    }

    @Test
    void weighsByTimeAndNotByCalls() {
        heard(State.UP);
        time.passes(Duration.ofSeconds(30));
        for (int i = 0; i < 100; i++) {
            heard(State.DOWN);
        }
        time.passes(Duration.ofSeconds(10));
        heard(State.UP);
        time.passes(Duration.ofSeconds(20));
        assertEquals(new Sum(Time.seconds(50), Time.seconds(10)), all());
    }

    @Test
    void isNeitherUpNorDownWhileNobodyAsks() {
        time.passes(Duration.ofHours(5));
        assertEquals(new Sum(0, 0), all());
        heard(State.UP);
        assertEquals(State.UP, presence.state(time.now()));
        time.passes(Duration.ofHours(5));
        assertEquals(State.UNKNOWN, presence.state(time.now()));
        assertEquals(new Sum(Presence.HOLDS, 0), all());
        heard(State.DOWN);
        time.passes(Duration.ofHours(5));
        assertEquals(new Sum(Presence.HOLDS, Presence.HOLDS), all());
    }

    @Test
    void staysDownForAsLongAsNobodyIsLetThrough() {
        presence.heard(State.DOWN, time.now(), time.now(), Time.seconds(300));
        time.passes(Duration.ofHours(1));
        assertEquals(new Sum(0, Time.seconds(300)), all());
    }

    @Test
    void takesALongCallAsAWitnessOfItsWholeTime() {
        heard(State.UP);
        time.passes(Duration.ofMinutes(3));
        long begun = time.now();
        time.passes(Duration.ofMinutes(10));
        presence.settle(time.now());
        presence.heard(State.UP, begun, time.now(), 0);
        assertEquals(new Sum(Time.seconds(660), 0), all());
    }

    @Test
    void booksEachHourItsOwn() {
        time.passes(Duration.ofNanos(Time.seconds(3600) - time.now() % Time.seconds(3600)));
        long hour = time.wall().toEpochMilli() / History.HOUR;
        long begun = time.now();
        time.passes(Duration.ofMinutes(150));
        presence.heard(State.DOWN, begun, time.now(), 0);
        presence.settle(time.now());
        assertEquals(Map.of(hour, new Sum(0, Time.seconds(3600)), hour + 1, new Sum(0, Time.seconds(3600)), hour + 2,
                new Sum(0, Time.seconds(1800))), sums);
    }

    @Test
    void losesNothingWhenTheClockIsSet() {
        heard(State.UP);
        time.passes(Duration.ofSeconds(20));
        time.jumps(Duration.ofHours(-3));
        heard(State.UP);
        time.passes(Duration.ofSeconds(20));
        time.jumps(Duration.ofHours(7));
        assertEquals(new Sum(Time.seconds(40), 0), all());
    }

    /** To the nanosecond the same as a list of what was heard that is added up at the end. */
    @Test
    void addsUpExactlyWhateverHappens() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Sum before = all();
            long up = 0;
            long down = 0;
            State last = State.UNKNOWN;
            for (int i = 0; i < 200; i++) {
                long passed = random.nextLong(Time.seconds(90));
                time.passes(Duration.ofNanos(passed));
                up += last == State.UP ? Math.min(passed, Presence.HOLDS) : 0;
                down += last == State.DOWN ? Math.min(passed, Presence.HOLDS) : 0;
                if (random.nextInt(4) == 0) {
                    presence.settle(time.now());
                }
                last = random.nextBoolean() ? State.UP : State.DOWN;
                heard(last);
            }
            Sum after = all();
            assertEquals(new Sum(up, down), new Sum(after.up - before.up, after.down - before.down), "seed " + seed);
            time.passes(Duration.ofMinutes(2));
            all();
        }
        assertTrue(sums.size() > 100);
    }
}
