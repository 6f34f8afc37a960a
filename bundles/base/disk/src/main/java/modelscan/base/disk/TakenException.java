package modelscan.base.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A folder is locked by somebody else. */
public final class TakenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String owner;

    TakenException(Path folder, String owner) {
        super(folder + " is in use by " + owner);
        this.owner = owner;
    }

    /** Who has it, e.g. {@code process 4711, which started at 2026-11-21T12:00:00Z; it listens at port 8080}. */
    public String owner() {
        return owner;
    }
}
