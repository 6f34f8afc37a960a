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
 * <p>It keeps out other processes, and other versions of a bundle in this one. What it is told about its owner is told on
 * to whoever finds the folder taken.
 */
public final class FolderLock implements Closeable {
    private static final String NAME = ".lock";

    private final FileChannel channel;
    private final String entry;

    private final String owner;

    private FolderLock(FileChannel channel, String entry, String owner) {
        this.channel = channel;
        this.entry = entry;
        this.owner = owner;
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
        Object owner = System.getProperties().putIfAbsent(entry, me);
        if (owner != null) {
            throw taken(folder, owner.toString());
        }
        try {
            return new FolderLock(locked(folder, file, me), entry, me);
        } catch (IOException unlocked) {
            System.getProperties().remove(entry);
            throw unlocked;
        }
    }

    /** Says more about the owner, such as {@code it listens at http://127.0.0.1:8080}. */
    public void tell(String more) throws IOException {
        String all = owner + "; " + more;
        write(channel, all);
        System.setProperty(entry, all);
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
            write(channel, me);
            return channel;
        } catch (IOException unlocked) {
            channel.close();
            throw unlocked;
        }
    }

    // In this order, so that there is no moment in which it says nothing.
    private static void write(FileChannel channel, String owner) throws IOException {
        byte[] text = owner.getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(text), 0);
        channel.truncate(text.length);
    }

    private static IOException taken(Path folder, String owner) {
        return new TakenException(folder, owner.isBlank() ? "another process" : owner.strip());
    }
}
