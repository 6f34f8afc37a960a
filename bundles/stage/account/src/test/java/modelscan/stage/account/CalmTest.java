package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import modelscan.stage.account.Calm.Advice;
import org.junit.jupiter.api.Test;

class CalmTest {
    private final Calm calm = new Calm();
    private long end = 40;
    private long seconds = 7;

    private Advice after(int entries) {
        seconds++;
        end += entries;
        return calm.look(end, Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void followsAtOnceWhileLittleIsWritten() {
        assertEquals(Advice.FOLLOW, after(0));
        assertEquals(Advice.FOLLOW, after(900));
        assertEquals(Advice.FOLLOW, after(0));
    }

    @Test
    void restsForAMinuteOfMuchAndThenFollowsSlowly() {
        after(0);
        for (int i = 0; i < 60; i++) {
            assertEquals(Advice.REST, after(5000), "second " + i);
        }
        assertEquals(Advice.FOLLOW_SLOWLY, after(5000));
        assertEquals(Advice.FOLLOW_SLOWLY, after(5000));
        assertEquals(Advice.FOLLOW, after(10));
        assertEquals(Advice.REST, after(5000), "a new minute");
    }

    @Test
    void judgesByMoreThanAGlance() {
        after(0);
        long now = Duration.ofSeconds(seconds).toNanos();
        assertEquals(Advice.FOLLOW, calm.look(end + 1000, now + 1));
        assertEquals(Advice.REST, calm.look(end + 1000, now + Duration.ofMillis(500).toNanos()));
    }

    @Test
    void takesATenth() {
        assertEquals(900, Calm.pause(Duration.ofMillis(100).toNanos()));
    }
}
