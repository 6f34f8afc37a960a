package modelscan.core.plugins;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The replaced versions, which finish the exchanges they have before they go. */
final class Drains {
    private static final String RUNNING = "(modelscan.plugin.running=true)";
    private static final int MOST = 8;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Registered census;
    private final Removal removal;
    private final Duration patience;
    private final Semaphore room = new Semaphore(MOST);
    private final Map<Generation, String> leaving = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Drains(BundleContext context, Removal removal, Duration patience) {
        this.census = new Registered(context, ToIntFunction.class, RUNNING);
        this.removal = removal;
        this.patience = patience;
    }

    /** Lets a replaced version finish and go; waits itself only while too many others do so. */
    void retire(Generation old) throws InterruptedException {
        leaving.put(old, "");
        begin(old, patience);
    }

    /** Lets a version go at once: its services are withdrawn, and what is running has the patience of those who use them. */
    void remove(Generation old) throws InterruptedException {
        leaving.put(old, "");
        begin(old, Duration.ZERO);
    }

    /** Throws away a version that never came up. */
    void discard(Generation fresh) throws InterruptedException {
        begin(fresh, Duration.ZERO);
    }

    /** Those on their way out. */
    List<Generation> leaving() {
        leaving.keySet().removeIf(generation -> generation.bundle().getState() == Bundle.UNINSTALLED);
        return List.copyOf(leaving.keySet());
    }

    /** Why one on its way out does not go. */
    Optional<String> stuck(Generation generation) {
        return Optional.ofNullable(leaving.get(generation)).filter(why -> !why.isEmpty());
    }

    /** Ends the waiting; the bundles stay for whoever stops the framework. */
    void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private void begin(Generation old, Duration wait) throws InterruptedException {
        room.acquire();
        Thread thread = Thread.ofVirtual().name("modelscan drain of " + old.file()).unstarted(() -> run(old, wait));
        threads.add(thread);
        thread.start();
        if (closed) {
            thread.interrupt();
        }
    }

    private void run(Generation old, Duration wait) {
        try {
            awaitIdle(old.bundle(), wait);
            removal.remove(old.bundle()).ifPresentOrElse(why -> leaving.replace(old, why), () -> leaving.remove(old));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
            threads.remove(Thread.currentThread());
        }
    }

    private void awaitIdle(Bundle bundle, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < end && running(bundle) > 0) {
            Thread.sleep(PAUSE);
        }
    }

    @SuppressWarnings("unchecked")
    private int running(Bundle bundle) {
        return census.ask(service -> ((ToIntFunction<Object>) service).applyAsInt(bundle.getBundleId())).stream()
                .mapToInt(Integer::intValue).sum();
    }
}
