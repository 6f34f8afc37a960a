package modelscan.base.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children of children, and those that try to get away. */
@Timeout(60)
class KinTest {
    @TempDir
    private Path folder;
    private Scripts scripts;

    @BeforeEach
    void scripts() {
        scripts = new Scripts(folder);
    }

    @Test
    void childrenOfChildrenEndToo() throws Exception {
        try (ChildProcess child = scripts.start("sh -c 'sleep 600 & echo $!; wait' & wait", Scripts.LIMITS)) {
            String grandchild = Scripts.line(child);
            assertTrue(Scripts.runs(grandchild));
            Scripts.end(child);
            assertFalse(Scripts.runs(grandchild));
        }
    }

    @Test
    void whoLostItsParentEndsToo() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "only where /proc shows environments");
        try (ChildProcess child = scripts.start("(sh -c 'sleep 600 & echo $!') ; exec sleep 600", Scripts.LIMITS)) {
            String orphan = Scripts.line(child);
            assertTrue(Scripts.runs(orphan));
            Scripts.end(child);
            assertFalse(Scripts.runs(orphan));
        }
    }

    @Test
    void whoBeganASessionOfItsOwnEndsToo() throws Exception {
        Assumptions.assumeTrue(Program.find("setsid", "/usr/bin:/bin").isPresent(), "setsid is not installed");
        try (ChildProcess child = scripts.start("setsid -f sh -c 'echo $$; exec sleep 600'; sleep 600", Scripts.LIMITS)) {
            String away = Scripts.line(child);
            Scripts.end(child);
            assertFalse(Scripts.runs(away));
        }
    }

    @Test
    void whoIsLeftBehindDoesNotHoldTheAnswer() throws Exception {
        try (ChildProcess child = scripts.start("sleep 600 & echo $!", Scripts.LIMITS)) {
            String[] lines = Scripts.text(child).lines().toArray(String[]::new);
            assertEquals(0, child.exit());
            Scripts.awaitGone(child);
            assertFalse(Scripts.runs(lines[0]));
        }
    }

    @Test
    void whoIsLeftBehindAndWritesWithoutEndIsEnded() throws Exception {
        try (ChildProcess child = scripts.start("yes & echo answer", Scripts.LIMITS)) {
            child.exit();
            Scripts.awaitGone(child);
        }
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try (ChildProcess child = scripts.start("sleep 600", Scripts.LIMITS)) {
            Scripts.end(child);
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly();
        }
    }
}
