package modelscan.http.gateway;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again on a thread of its own until it is closed. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Thread thread;

    Ticker(String name, Duration pause, Runnable work) {
        thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                while (true) {
                    Thread.sleep(pause);
                    once(name, work);
                }
            } catch (InterruptedException closed) {
                // That is how it ends.
            }
        });
    }

    private static void once(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException unexpected) {
            LOG.error("{} stumbled and goes on", name, unexpected);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
