package modelscan.stage.route;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;

/** Waits a little, but not for somebody who has gone. */
@FunctionalInterface
interface Pause {
    /** Waits. */
    void rest(Duration time, Cancellation cancellation);

    /** Waits for real. */
    Pause REAL = (time, cancellation) -> {
        CountDownLatch gone = new CountDownLatch(1);
        try (Cancellation.Hook _ = cancellation.onCancel(gone::countDown)) {
            gone.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    };
}
