package modelscan.core.plugins;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks at the folder and has the deployer do what is to be done. */
final class FolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final Duration RESTLESS = Duration.ofMillis(100);

    private final PluginFolder folder;
    private final Deployer deployer;
    private final Looks looks = new Looks();
    private final AtomicBoolean retry = new AtomicBoolean();
    // A platform thread: it reads disks and digests large files, which would hold one of the few carriers.
    private final Thread thread = Thread.ofPlatform().daemon().name("modelscan plugins").unstarted(this::run);
    private volatile boolean looked;

    FolderWatch(PluginFolder folder, Deployer deployer) {
        this.folder = folder;
        this.deployer = deployer;
    }

    void start() {
        thread.start();
    }

    /** Whether what lay there at first has been dealt with. */
    boolean looked() {
        return looked;
    }

    /** Asks for another try to start what lacks something. */
    void retry() {
        retry.set(true);
    }

    void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            folder.files();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", folder.path(), unreadable.toString());
        }
        try (Bell bell = Bell.of(folder.path())) {
            deployer.adopt();
            while (!Thread.currentThread().isInterrupted()) {
                boolean calm = look();
                looked |= calm;
                bell.await(calm ? CALM : RESTLESS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the watch of {} was not closed cleanly", folder.path(), e);
        }
    }

    /** Answers whether nothing in the folder moves. */
    private boolean look() throws InterruptedException {
        try {
            Map<String, Stamp> files = folder.files();
            Map<String, Stamp> resting = looks.resting(files, System.currentTimeMillis());
            boolean settled = deployer.deploy(files.keySet(), resting);
            if (retry.getAndSet(false)) {
                deployer.retry();
            }
            return settled && resting.size() == files.size();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be dealt with, the next look is in a second", folder.path(), e);
            return true;
        }
    }
}
