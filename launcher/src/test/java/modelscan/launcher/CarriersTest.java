package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CarriersTest {
    @Test
    void aFewBusyVirtualThreadsDoNotStopTheRest() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> busy = new ArrayList<>();
        try {
            for (int thread = 0; thread < 2 * Runtime.getRuntime().availableProcessors(); thread++) {
                busy.add(Thread.startVirtualThread(() -> {
                    while (!stop.get()) {
                        Thread.onSpinWait();
                    }
                }));
            }
            Carriers.watchOver();
            CountDownLatch ran = new CountDownLatch(1);
            Thread.startVirtualThread(ran::countDown);
            assertTrue(ran.await(30, TimeUnit.SECONDS), "a virtual thread did not run beside busy ones");
        } finally {
            stop.set(true);
            for (Thread thread : busy) {
                thread.join();
            }
        }
    }
}
