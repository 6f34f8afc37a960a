package modelscan.base.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Keeps everybody else out of a folder while it lives.
 *
 * <pre>{@code
 * try (FolderLock lock = FolderLock.take(folder)) { … }
 * }</pre>
 *
 * <p>The launcher locks the home; this is for two homes that share a folder, and for two versions of one bundle.
 */
public final class FolderLock implements Closeable {
    private static final String NAME = ".lock";

    private final FileChannel channel;
    private final String entry;

    private FolderLock(FileChannel channel, String entry) {
        this.channel = channel;
        this.entry = entry;
    }

    /**
     * Locks a folder, at once or not at all.
     *
     * @throws IOException that names who has it
     */
    public static FolderLock take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(NAME);
        String entry = FolderLock.class.getName() + " " + file;
        String me = "process " + ProcessHandle.current().pid() + ", which started at "
                + ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        // Within the process first: opening and closing the file once more would loosen the lock that the system holds.
        if (System.getProperties().putIfAbsent(entry, me) != null) {
            throw taken(folder, me);
        }
        try {
            return new FolderLock(locked(folder, file, me), entry);
        } catch (IOException unlocked) {
            System.getProperties().remove(entry);
            throw unlocked;
        }
    }

    /** The file stays: removing it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            System.getProperties().remove(entry);
        }
    }

    private static FileChannel locked(Path folder, Path file, String me) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw taken(folder, Files.readString(file));
            }
            channel.truncate(0).write(ByteBuffer.wrap(me.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException unlocked) {
            channel.close();
            throw unlocked;
        }
    }

    private static IOException taken(Path folder, String owner) {
        return new IOException(folder + " is in use by " + owner);
    }
}
