package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that some of the disk stays free, so that a full one never comes as a surprise.
 *
 * <p>Below the reserve nothing new should begin, so that what has begun can still be written down; below a quarter of it
 * nothing is taken.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long NOTHING = 1 << 20;
    private static final int QUARTER = 4;
    /** Nobody fills a reserve in this time. */
    private static final long OFTEN = 20_000_000;

    private final Disk disk;
    private final Path folder;
    private final long reserve;
    private long looked = System.nanoTime() - OFTEN;
    private boolean behind;
    private volatile boolean low;
    private volatile boolean full;

    Guard(Disk disk, Path folder, long reserve) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
    }

    /** Looks, unless it did so just now and there was enough. */
    void glance() throws IOException {
        behind = !low && System.nanoTime() - looked < OFTEN;
        if (!behind) {
            look();
        }
    }

    /** Whether it should look again as soon as there is time. */
    boolean behind() {
        return behind;
    }

    void look() throws IOException {
        looked = System.nanoTime();
        long free = disk.free(folder);
        boolean now = free < reserve;
        if (now != low) {
            LOG.warn(now ? "Less than {} bytes are free at {}: the journal only takes what has begun until there is more"
                    : "More than {} bytes are free again at {}: the journal goes on", reserve, folder);
        }
        low = now;
        full = free < reserve / QUARTER;
    }

    /** Whether the reserve is being used. */
    boolean low() {
        return low;
    }

    /** Whether most of the reserve is used. */
    boolean full() {
        return full;
    }

    /** Whether hardly anything is free, reserve or not. */
    boolean exhausted() {
        try {
            return disk.free(folder) < NOTHING;
        } catch (IOException unknown) {
            return false;
        }
    }
}
