package modelscan.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The disk of this machine. */
final class LocalDisk implements Disk {
    private volatile Place place;

    @Override
    public void folder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------"));
    }

    @Override
    public Sheet open(Path file) throws IOException {
        return new ChannelSheet(FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly("rw-------")));
    }

    @Override
    public void remove(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void settle(Path folder) throws IOException {
        // Elsewhere a folder cannot be opened, and its names need no help.
        if (posix()) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public long free(Path folder) throws IOException {
        // To find out where a folder lies Java reads the list of all mounts; asking what is free costs next to nothing.
        Place known = place;
        if (known == null || !known.folder.equals(folder)) {
            known = new Place(folder, Files.getFileStore(folder));
            place = known;
        }
        return known.store.getUsableSpace();
    }

    private record Place(Path folder, FileStore store) {
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private record ChannelSheet(FileChannel channel) implements Sheet {
        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            long place = at;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void cut(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
