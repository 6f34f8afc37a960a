package modelscan.core.catalog.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Time that passes only by waiting. */
final class FakePace implements Pace {
    final List<Duration> waits = new ArrayList<>();
    private Runnable during = () -> { };
    private long now = 5;

    /** Does something while somebody waits. */
    void during(Runnable action) {
        during = action;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void rest(Duration time, CountDownLatch until) {
        if (!time.isZero()) {
            waits.add(time);
            now += time.toNanos();
            during.run();
        }
    }
}
