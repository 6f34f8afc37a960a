package modelscan.core.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Rings when something happens in a folder; where the system cannot tell, waiting simply lasts its time. */
final class Bell implements AutoCloseable {
    private static final Duration GATHER = Duration.ofMillis(20);

    private final Optional<WatchService> watch;

    private Bell(Optional<WatchService> watch) {
        this.watch = watch;
    }

    static Bell of(Path folder) {
        try {
            WatchService watch = folder.getFileSystem().newWatchService();
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return new Bell(Optional.of(watch));
        } catch (IOException | UnsupportedOperationException noSuchThingHere) {
            return new Bell(Optional.empty());
        }
    }

    /** Waits until it rings, but not longer than this. */
    void await(Duration longest) throws InterruptedException {
        if (watch.isEmpty()) {
            Thread.sleep(longest);
            return;
        }
        WatchKey key = watch.get().poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            // A file that is being written rings without end; once for all of it will do.
            Thread.sleep(GATHER);
            key.pollEvents();
            key.reset();
        }
    }

    @Override
    public void close() throws IOException {
        if (watch.isPresent()) {
            watch.get().close();
        }
    }
}
