package modelscan.base.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path folder;

    /** Another process: holds the lock until it is ended, or says who has it. */
    static final class Other {
        private Other() {
        }

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (FolderLock lock = FolderLock.take(Path.of(arguments[0]))) {
                lock.tell("it listens at ports 1 and 2");
                System.out.println("locked");
                Thread.currentThread().join(60_000);
            } catch (IOException taken) {
                System.out.println(taken.getMessage());
            }
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Other.class.getName(),
                folder.toString()).start();
    }

    private static String said(Process process) throws IOException {
        BufferedReader reader = process.inputReader();
        return reader.readLine();
    }

    private static void end(Process process) {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void keepsASecondOneOutUntilTheFirstIsClosed() throws IOException {
        FolderLock first = FolderLock.take(folder);
        IOException refused = assertThrows(IOException.class, () -> FolderLock.take(folder.resolve("x").getParent()));
        assertTrue(refused.getMessage().contains("process " + ProcessHandle.current().pid()), refused.getMessage());
        first.close();
        FolderLock second = FolderLock.take(folder);
        first.close();
        assertThrows(IOException.class, () -> FolderLock.take(folder), "closing twice frees nobody else's");
        second.close();
    }

    @Test
    void keepsAnotherProcessOutAlsoAfterATryOfItsOwn() throws IOException {
        try (FolderLock _ = FolderLock.take(folder)) {
            assertThrows(IOException.class, () -> FolderLock.take(folder));
            Process other = other();
            try {
                assertTrue(said(other).contains("is in use by process " + ProcessHandle.current().pid()));
            } finally {
                end(other);
            }
        }
    }

    @Test
    void tellsWhatItsOwnerSaidLast() throws IOException {
        try (FolderLock lock = FolderLock.take(folder)) {
            lock.tell("a long story about who it is");
            lock.tell("port 1");
            IOException refused = assertThrows(TakenException.class, () -> FolderLock.take(folder));
            assertTrue(refused.getMessage().endsWith("; port 1"), refused.getMessage());
            assertTrue(Files.readString(folder.resolve(".lock")).endsWith("; port 1"));
        }
    }

    @Test
    void isFreeAfterTheProcessThatHadItWasKilled() throws IOException {
        Process other = other();
        try {
            assertEquals("locked", said(other));
            IOException refused = assertThrows(IOException.class, () -> FolderLock.take(folder));
            assertTrue(refused.getMessage().contains("process " + other.pid() + ", which started at 2"), refused.getMessage());
            assertTrue(refused.getMessage().endsWith("; it listens at ports 1 and 2"), refused.getMessage());
        } finally {
            end(other);
        }
        FolderLock.take(folder).close();
        assertTrue(Files.exists(folder.resolve(".lock")));
    }
}
