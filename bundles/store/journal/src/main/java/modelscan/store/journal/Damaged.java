package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;

/** The journal is not what was written. */
final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final long position;

    /**
     * Damage at a place.
     *
     * @param position of the entry that should begin there
     */
    Damaged(Path file, long offset, long position, String why) {
        super("The journal is damaged: " + file + " at byte " + offset + ", entry " + position + ": " + why);
        this.file = file;
        this.offset = offset;
        this.position = position;
    }

    Path file() {
        return file;
    }

    long offset() {
        return offset;
    }

    long position() {
        return position;
    }
}
