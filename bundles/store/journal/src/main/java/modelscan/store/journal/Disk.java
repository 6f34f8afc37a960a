package modelscan.store.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What the journal asks of a disk when it writes. */
interface Disk {
    /** Makes a folder that only its owner may enter. */
    void folder(Path folder) throws IOException;

    /** Opens a file for writing; makes it, readable by its owner only, when it is missing. */
    Sheet open(Path file) throws IOException;

    /** Removes a file. */
    void remove(Path file) throws IOException;

    /** Makes the names in a folder survive a power cut. */
    void settle(Path folder) throws IOException;

    /** How many bytes are free where this folder is. */
    long free(Path folder) throws IOException;

    /** A file being written. */
    interface Sheet extends Closeable {
        /** Writes all of the bytes at this place. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** Returns when what was written survives a power cut. */
        void force() throws IOException;

        /** Cuts the file. */
        void cut(long size) throws IOException;
    }
}
