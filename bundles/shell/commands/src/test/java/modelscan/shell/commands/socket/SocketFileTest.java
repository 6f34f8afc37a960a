package modelscan.shell.commands.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
    @TempDir
    Path home;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static boolean answers(Path path) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        try (SocketFile file = SocketFile.open(home)) {
            assertEquals(home.resolve("data/shell/shell.sock"), file.path());
            assertEquals("rw-------", mode(file.path()));
            assertEquals("rwx------", mode(file.path().getParent()));
            assertTrue(answers(file.path()));
        }
        assertFalse(Files.exists(home.resolve("data/shell")));
    }

    @Test
    void closesADirectoryThatWasOpen() throws IOException {
        Path directory = Files.createDirectories(home.resolve("data/shell"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (SocketFile file = SocketFile.open(home)) {
            assertEquals("rwx------", mode(file.path().getParent()));
        }
    }

    @Test
    void replacesWhatACrashLeft() throws IOException {
        SocketFile crashed = SocketFile.open(home);
        crashed.channel().close();
        assertTrue(Files.exists(crashed.path()));
        assertFalse(answers(crashed.path()));
        try (SocketFile file = SocketFile.open(home)) {
            assertTrue(answers(file.path()));
        }
    }

    @Test
    void leavesTheFileOfItsSuccessor() throws IOException {
        SocketFile old = SocketFile.open(home);
        try (SocketFile successor = SocketFile.open(home)) {
            old.close();
            assertTrue(answers(successor.path()));
        }
        assertFalse(Files.exists(old.path()));
    }

    @Test
    void movesToATemporaryDirectoryWhenThePathIsTooLong() throws IOException {
        Path deep = Files.createDirectories(home.resolve("x".repeat(100)));
        Path pointer = deep.resolve("data/shell.path");
        Path moved;
        try (SocketFile file = SocketFile.open(deep)) {
            moved = file.path();
            assertNotEquals(deep.resolve("data/shell/shell.sock"), moved);
            assertEquals(moved.toString(), Files.readString(pointer));
            assertEquals("rwx------", mode(moved.getParent()));
            assertEquals("rw-------", mode(moved));
            assertTrue(answers(moved));
        }
        assertFalse(Files.exists(pointer));
        assertFalse(Files.exists(moved.getParent()));
    }

    @Test
    void forgetsAPointerThatIsNoLongerNeeded() throws IOException {
        Path pointer = Files.createDirectories(home.resolve("data")).resolve("shell.path");
        Files.writeString(pointer, "/nowhere");
        try (SocketFile file = SocketFile.open(home)) {
            assertFalse(Files.exists(pointer));
            assertTrue(answers(file.path()));
        }
    }
}
