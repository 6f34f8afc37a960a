package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches that some of the disk stays free, so that a full one never comes as a surprise. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long NOTHING = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final long reserve;
    private volatile boolean full;

    Guard(Disk disk, Path folder, long reserve) {
        this.disk = disk;
        this.folder = folder;
        this.reserve = reserve;
    }

    void look() throws IOException {
        boolean now = disk.free(folder) < reserve;
        if (now != full) {
            LOG.warn(now ? "Less than {} bytes are free at {}: the journal takes nothing until there is more"
                    : "More than {} bytes are free again at {}: the journal goes on", reserve, folder);
            full = now;
        }
    }

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
