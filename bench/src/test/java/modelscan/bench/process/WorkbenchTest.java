package modelscan.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkbenchTest {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void endsItsProcessesAndClearsItsFolder() throws IOException {
        Path folder;
        Process process;
        try (Workbench bench = Workbench.open()) {
            folder = bench.folder("one");
            process = bench.start(folder, List.of(JAVA, "-cp", System.getProperty("java.class.path"), "modelscan.bench.mock.MockUpstream"));
            assertTrue(process.isAlive());
        }
        assertFalse(process.isAlive());
        assertFalse(Files.exists(folder.getParent()));
    }

    @Test
    void keepsTheLastWords() throws IOException, InterruptedException {
        try (Workbench bench = Workbench.open()) {
            Path folder = bench.folder("one");
            assertTrue(bench.start(folder, List.of(JAVA, "--no-such-option")).waitFor(30, TimeUnit.SECONDS));
            assertTrue(Workbench.lastWords(folder).contains("no-such-option"));
        }
    }

    @Test
    void startsNothingOnceCleared() throws IOException {
        Workbench bench = Workbench.open();
        bench.close();
        assertThrows(IllegalStateException.class, () -> bench.start(Path.of("."), List.of(JAVA)));
    }

    @Test
    void seesWhatAProcessUses() {
        ProcessHandle self = ProcessHandle.current();
        Target target = new Target("self", 1, "m", "", "/", "/", List.of(self));
        assertTrue(target.processorTime().isPositive());
        assertEquals(Files.exists(Path.of("/proc/self/status")), target.residentKilobytes() > 0);
    }
}
