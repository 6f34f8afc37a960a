package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void missingHomeIsMadeForItsOwnerOnly() throws IOException {
        Home home = Home.at(folder.resolve("deep/home"));

        for (Path made : new Path[] {home.root(), home.conf(), home.plugins(), home.data(), home.logs()}) {
            assertEquals("rwx------", modes(made), made.toString());
        }
    }

    @Test
    void existingHomeIsLeftAsItIs() throws IOException {
        Files.createDirectory(folder.resolve("conf"));
        Files.setPosixFilePermissions(folder.resolve("conf"), PosixFilePermissions.fromString("rwxr-x---"));

        Home home = Home.at(folder);

        assertEquals("rwxr-x---", modes(home.conf()));
    }

    @Test
    void homeThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        StartFailure failure = assertThrows(StartFailure.class, () -> Home.at(file.resolve("home")));

        assertEquals(ExitCode.HOME_UNUSABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    @Test
    void tokenIsShownOnceAndStays() throws IOException {
        Home home = Home.at(folder);

        Optional<String> first = AdminToken.ensure(home);
        Optional<String> second = AdminToken.ensure(home);

        assertEquals(32, Base64.getUrlDecoder().decode(first.orElseThrow()).length);
        assertEquals(Optional.empty(), second);
        assertEquals(first.orElseThrow(), Files.readString(home.adminToken()).strip());
        assertEquals("rw-------", modes(home.adminToken()));
        assertEquals(1, home.conf().toFile().list().length, "no draft is left");
    }

    @Test
    void everyHomeHasItsOwnToken() {
        Optional<String> one = AdminToken.ensure(Home.at(folder.resolve("one")));
        Optional<String> other = AdminToken.ensure(Home.at(folder.resolve("other")));

        assertNotEquals(one, other);
    }

    @Test
    void tokenOpenToOthersIsClosed() throws IOException {
        Home home = Home.at(folder);
        Files.writeString(home.adminToken(), "chosen");
        Files.setPosixFilePermissions(home.adminToken(), PosixFilePermissions.fromString("rw-r--r--"));

        AdminToken.ensure(home);

        assertEquals("rw-------", modes(home.adminToken()));
        assertEquals("chosen", Files.readString(home.adminToken()));
    }

    @Test
    void emptyTokenIsReplaced() throws IOException {
        Home home = Home.at(folder);
        Files.writeString(home.adminToken(), "\n");

        assertTrue(AdminToken.ensure(home).isPresent());
    }

    @Test
    void secondProcessIsKeptOut() throws IOException {
        Home home = Home.at(folder);
        try (HomeLock lock = HomeLock.take(home)) {
            lock.listening(Map.of("data", "http://127.0.0.1:1", "management", "http://127.0.0.1:2"));

            StartFailure failure = assertThrows(StartFailure.class, () -> HomeLock.take(home));

            assertEquals(ExitCode.HOME_UNUSABLE, failure.exitCode());
            assertTrue(failure.getMessage().contains("process " + ProcessHandle.current().pid() + ", which started at 2"),
                    failure.getMessage());
            assertTrue(failure.getMessage().contains("http://127.0.0.1:1") && failure.getMessage().contains("http://127.0.0.1:2"),
                    failure.getMessage());
        }
    }

    @Test
    void homeIsFreeAgainAfterwards() throws IOException {
        Home home = Home.at(folder);
        HomeLock.take(home).close();

        HomeLock.take(home).close();
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
