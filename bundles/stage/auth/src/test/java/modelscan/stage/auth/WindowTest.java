package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long SLOT = MINUTE / 60;

    @Test
    void neverLetsMoreThroughInAnySpanAndIsFreeAgainOneSlotLateAtMost() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Window window = new Window(Duration.ofMinutes(1));
            long most = 1 + random.nextInt(40);
            long now = random.nextLong(-10 * MINUTE, 10 * MINUTE);
            Deque<long[]> admitted = new ArrayDeque<>();
            long pace = 1 + random.nextLong(MINUTE / 4);
            for (int i = 0; i < 500; i++) {
                now += random.nextInt(200) == 0 ? 3 * MINUTE : random.nextLong(pace);
                long amount = 1 + random.nextInt(3);
                long at = now;
                admitted.removeIf(each -> each[0] <= at - MINUTE - SLOT);
                long atMost = admitted.stream().mapToLong(each -> each[1]).sum();
                long inSpan = admitted.stream().filter(each -> each[0] > at - MINUTE).mapToLong(each -> each[1]).sum();
                boolean goes = window.pause(amount, most, now) == 0;
                assertTrue(!goes || inSpan + amount <= most, "seed " + seed);
                assertTrue(goes || atMost + amount > most, "seed " + seed);
                if (goes) {
                    window.add(amount, now, now);
                    admitted.add(new long[] {now, amount});
                }
            }
        }
    }

    @Test
    void theWaitItTellsIsEnoughAndNotTooLong() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Window window = new Window(Duration.ofMinutes(1));
            long now = random.nextLong(10 * MINUTE);
            for (int i = 0; i < 30; i++) {
                now += random.nextLong(MINUTE / 20);
                window.add(random.nextInt(4), now, now);
            }
            long most = 5 + random.nextInt(30);
            long pause = window.pause(3, most, now);
            if (pause > 0) {
                assertTrue(pause <= MINUTE + SLOT, "seed " + seed);
                assertTrue(window.pause(3, most, now + pause - 1) > 0, "seed " + seed);
                assertEquals(0, window.pause(3, most, now + pause), "seed " + seed);
            }
        }
    }

    @Test
    void neverIsAnAnswer() {
        assertEquals(-1, new Window(Duration.ofMinutes(1)).pause(2, 1, 7));
        assertEquals(-1, new Window(Duration.ofMinutes(1)).pause(1, 0, 7));
    }

    @Test
    void takesBackWhatWasCountedTooMuchAndNoMore() {
        Window window = new Window(Duration.ofMinutes(1));
        window.add(10, 0, 0);
        window.add(5, SLOT, SLOT);
        window.giveBack(4, 0, SLOT);
        assertEquals(11, window.used(SLOT));
        window.giveBack(400, 0, SLOT);
        assertEquals(5, window.used(SLOT));
        window.giveBack(3, 0, 3 * MINUTE);
        window.giveBack(-3, 0, 3 * MINUTE);
        assertEquals(0, window.used(3 * MINUTE));
    }

    @Test
    void remembersWhatComesOutOfOrder() {
        Window window = new Window(Duration.ofMinutes(1));
        long now = 100 * MINUTE;
        window.add(1, now, now);
        window.add(2, now - 30 * SLOT, now);
        window.add(4, now - 50 * SLOT, now);
        window.add(8, now - 5 * MINUTE, now);
        assertEquals(7, window.used(now));
        assertEquals(3, window.used(now + 20 * SLOT));
        assertEquals(1, window.used(now + 50 * SLOT));
    }
}
