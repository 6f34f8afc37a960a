package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a script that only says what a gateway would say. */
class RunningDistributionTest {
    @TempDir
    Path folder;

    @Test
    void addressesComeFromTheReadyLine() throws Exception {
        script("""
                sleep 60 &
                trap 'kill $!; exit 0' TERM
                echo 'Admin token (shown only now): abc'
                echo 'ModelScan 0.1.0 ready in 0.93 s: http://127.0.0.1:1 (management http://127.0.0.1:2, token in x y)'
                wait
                """);
        try (RunningDistribution running = RunningDistribution.start(folder, folder, Map.of())) {
            assertEquals(URI.create("http://127.0.0.1:1"), running.data());
            assertEquals(URI.create("http://127.0.0.1:2"), running.management());
            assertEquals(0, running.stop());
        }
    }

    @Test
    void failedStartTellsWhatWasSaid() throws Exception {
        script("echo 'Port 1 is taken' >&2; exit 4");

        IOException failure = assertThrows(IOException.class, () -> RunningDistribution.start(folder, folder, Map.of()));

        assertTrue(failure.getMessage().contains("Port 1 is taken"), failure.getMessage());
    }

    @Test
    void exitCodeOfAFailedStartIsKnown() throws Exception {
        script("exit 3");

        assertEquals(3, RunningDistribution.launch(folder, folder, Map.of()).exitCode());
    }

    private void script(String content) throws IOException {
        Path script = Files.writeString(folder.resolve("modelscan"), "#!/bin/sh\n" + content);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
