package modelscan.launcher;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Sees to it that virtual threads run, also when some never let go of the platform threads that carry them.
 *
 * <p>As many carriers as cores are the fastest. A virtual thread that beats every 100 ms tells when they do not suffice; then
 * there are more of them, and fewer again when the beat was regular for a while.
 */
final class Carriers {
    private static final long BEAT = Duration.ofMillis(100).toNanos();
    private static final int CALM_BEATS = 300;
    private static final int LEAST_MOST = 16;

    private final int most;
    private final Thread thread;
    private volatile boolean beaten;
    private int least;
    private int calm;

    private Carriers(int most) {
        this.most = most;
        this.thread = Thread.ofPlatform().daemon().name("modelscan-carriers").unstarted(this::watch);
    }

    /** Watches from now on, until the process ends. */
    static void watchOver() {
        new Carriers(Math.max(LEAST_MOST, 4 * Runtime.getRuntime().availableProcessors())).thread.start();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            if (!beats()) {
                calm = 0;
                grow();
            } else if (++calm > CALM_BEATS) {
                calm = 0;
                shrink();
            }
            LockSupport.parkNanos(BEAT);
        }
    }

    private boolean beats() {
        beaten = false;
        Thread.startVirtualThread(() -> {
            beaten = true;
            LockSupport.unpark(thread);
        });
        long start = System.nanoTime();
        for (long left = BEAT; !beaten && left > 0; left = BEAT - (System.nanoTime() - start)) {
            LockSupport.parkNanos(left);
        }
        return beaten;
    }

    private void grow() {
        VirtualThreadSchedulerMXBean scheduler = scheduler();
        int now = scheduler.getParallelism();
        least = least == 0 ? now : least;
        if (now < most) {
            scheduler.setParallelism(Math.min(most, 2 * now));
        }
        // The scheduler makes a carrier when something comes into an empty queue; each platform thread has its own.
        for (int carrier = 0; carrier < 2; carrier++) {
            Thread.ofPlatform().daemon().start(() -> Thread.startVirtualThread(() -> { }));
        }
    }

    private void shrink() {
        // Nothing to do, and nothing to load, where it never grew.
        if (least > 0 && scheduler().getParallelism() > least) {
            scheduler().setParallelism(Math.max(least, scheduler().getParallelism() / 2));
        }
    }

    private static VirtualThreadSchedulerMXBean scheduler() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }
}
