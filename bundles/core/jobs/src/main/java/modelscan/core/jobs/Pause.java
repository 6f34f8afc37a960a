package modelscan.core.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;

/** Waits; time itself, so that tests need none. */
interface Pause {
    /** The time of the machine. */
    Pause REAL = (time, cancellation) -> {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Hook _ = cancellation.onCancel(cancelled::countDown)) {
            cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** Waits so long, less if it is cancelled. */
    void rest(Duration time, Cancellation cancellation) throws InterruptedException;
}
