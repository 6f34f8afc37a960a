package modelscan.core.plugins;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code of a plugin, which may never come back, on a thread of its own and for a limited time.
 *
 * <p>The thread is a platform thread: a plugin that spins must not take one of the few carriers of the virtual ones.
 */
final class BoundedTask {
    private final String name;
    private final FutureTask<Void> task;
    private final Thread thread;

    private BoundedTask(String name, Callable<Void> action) {
        this.name = name;
        this.task = new FutureTask<>(action);
        this.thread = Thread.ofPlatform().daemon().name("modelscan " + name).unstarted(task);
    }

    /** Runs the action; answers what it threw, and interrupts it when the time is over. */
    static Optional<Throwable> run(String name, Duration limit, Callable<Void> action) throws InterruptedException {
        BoundedTask task = new BoundedTask(name, action);
        task.thread.start();
        return task.await(limit);
    }

    private Optional<Throwable> await(Duration limit) throws InterruptedException {
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            return Optional.of(new TimeoutException(name + " did not end within " + limit.toSeconds() + " s"));
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }
}
