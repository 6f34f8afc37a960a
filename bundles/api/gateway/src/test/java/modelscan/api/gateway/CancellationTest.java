package modelscan.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void runsEachActionOnce() {
        AtomicInteger runs = new AtomicInteger();
        Cancellation cancellation = new Cancellation();
        cancellation.onCancel(runs::incrementAndGet);
        cancellation.cancel();
        cancellation.cancel();
        assertEquals(1, runs.get());
        assertTrue(cancellation.cancelled());
    }

    @Test
    void runsAnActionThatComesTooLateAtOnce() {
        AtomicInteger runs = new AtomicInteger();
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        cancellation.onCancel(runs::incrementAndGet);
        assertEquals(1, runs.get());
    }

    @Test
    void forgetsAClosedHook() {
        AtomicInteger runs = new AtomicInteger();
        Cancellation cancellation = new Cancellation();
        cancellation.onCancel(runs::incrementAndGet).close();
        cancellation.cancel();
        assertEquals(0, runs.get());
    }

    @Test
    void losesNoActionWhenManyComeWhileItIsCancelled() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicInteger runs = new AtomicInteger();
            Cancellation cancellation = new Cancellation();
            CountDownLatch go = new CountDownLatch(1);
            Thread adding = Thread.ofVirtual().start(() -> {
                await(go);
                for (int count = 0; count < 10; count++) {
                    cancellation.onCancel(runs::incrementAndGet);
                }
            });
            Thread cancelling = Thread.ofVirtual().start(() -> {
                await(go);
                cancellation.cancel();
            });
            go.countDown();
            adding.join();
            cancelling.join();
            assertEquals(10, runs.get());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
