package modelscan.core.catalog.form;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time as a job sees it. */
public interface Pace {
    /** The time of the machine. */
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void rest(Duration time, CountDownLatch until) throws InterruptedException {
            until.await(time.toNanos(), TimeUnit.NANOSECONDS);
        }
    };

    /** A time in nanoseconds that only goes forward. */
    long nanos();

    /** Waits for this time, or until the latch opens. */
    void rest(Duration time, CountDownLatch until) throws InterruptedException;
}
