package modelscan.stage.limit;

import java.util.concurrent.locks.Condition;

/** How somebody waits; tests let the time pass instead. */
interface Pauses {
    /** Waits until it is woken or the time is over. */
    void rest(Condition condition, long nanos) throws InterruptedException;

    /** Waits indeed. */
    Pauses REAL = (condition, nanos) -> {
        long left = condition.awaitNanos(nanos);
        assert left <= nanos;
    };
}
