package modelscan.shell.commands.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * The file through which the shell is reached: {@code data/shell/shell.sock} in the home.
 *
 * <p>Its directory is open for its owner only before the socket is in it. An address of a socket has about a hundred
 * bytes; for a home with a longer path the socket is in a temporary directory and {@code data/shell.path} holds its path.
 */
final class SocketFile implements AutoCloseable {
    /** The address has 104 bytes on macOS, 108 on Linux, with a zero at the end. */
    private static final int LONGEST = 103;
    private static final int BACKLOG = 16;
    private static final String NAME = "shell.sock";
    // As long as the name, so that one check serves both.
    private static final String BEGUN = "shell.next";

    private final ServerSocketChannel channel;
    private final Path path;
    private final Path pointer;
    private final Object identity;

    private SocketFile(ServerSocketChannel channel, Path path, Path pointer, Object identity) {
        this.channel = channel;
        this.path = path;
        this.pointer = pointer;
        this.identity = identity;
    }

    static SocketFile open(Path home) throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        Path pointer = data.resolve("shell.path");
        if (bytes(data.resolve("shell").resolve(NAME)) <= LONGEST) {
            SocketFile file = bind(privateDirectory(data.resolve("shell")), pointer);
            Files.deleteIfExists(pointer);
            return file;
        }
        Path directory = Files.createTempDirectory("modelscan-");
        try {
            SocketFile file = bind(directory, pointer);
            Files.writeString(pointer, file.path().toString());
            return file;
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(directory.resolve(NAME));
            Files.deleteIfExists(directory);
            throw new IOException("the socket of the shell fits neither into " + data + " nor into " + directory + ": "
                    + failed.getMessage(), failed);
        }
    }

    private static SocketFile bind(Path directory, Path pointer) throws IOException {
        Path path = directory.resolve(NAME);
        Path begun = directory.resolve(BEGUN);
        Files.deleteIfExists(begun);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(begun), BACKLOG);
            Files.setPosixFilePermissions(begun, PosixFilePermissions.fromString("rw-------"));
            // A new version of this bundle takes the place of the old one, and both replace what a crash left behind.
            Files.move(begun, path, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(channel, path, pointer, identity(path));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            Files.deleteIfExists(begun);
            throw failed;
        }
    }

    /** The channel that takes connections. */
    ServerSocketChannel channel() {
        return channel;
    }

    /** Where the socket is. */
    Path path() {
        return path;
    }

    /** Takes no more connections and removes the file, unless somebody else has replaced it. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (Files.exists(path) && Objects.equals(identity, identity(path))) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(pointer);
            Files.deleteIfExists(path.getParent());
        }
    }

    private static Path privateDirectory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return Files.createDirectory(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
