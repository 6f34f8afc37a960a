package modelscan.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import modelscan.bench.load.Call;
import modelscan.bench.load.LoadGenerator;
import modelscan.bench.load.LoadResult;
import modelscan.bench.load.Pace;

/** Load that runs in a thread of its own until it is stopped. */
final class Traffic {
    private final FutureTask<LoadResult> run;
    private volatile boolean stopped;

    private Traffic(LoadGenerator generator, Duration grace) {
        run = new FutureTask<>(() -> generator.run(() -> stopped, grace));
    }

    static Traffic start(String name, Call call, int connections, Pace pace, Duration grace) {
        Traffic traffic = new Traffic(new LoadGenerator(call, connections, pace), grace);
        Thread.ofPlatform().daemon().name(name).start(traffic.run);
        return traffic;
    }

    /** Sends nothing new. */
    void stop() {
        stopped = true;
    }

    /** What it came to, once everything that was open has ended. */
    LoadResult result() throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the load generator broke: " + broken.getCause(), broken.getCause());
        }
    }
}
