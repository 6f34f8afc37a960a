package modelscan.launcher.it;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits, within bounds, for something to become true. */
final class Eventually {
    private static final long LONGEST = 30_000_000_000L;
    private static final long PAUSE = 20_000_000;

    private Eventually() {
    }

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
