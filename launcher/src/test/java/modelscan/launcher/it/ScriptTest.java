package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script where it needs no gateway. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../modelscan").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private record Answer(int exitCode, String text) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "shell", "exec", "plugin", "build", "test", "bench", "version"})
    void everyCommandHasItsHelp(String command) throws Exception {
        Answer answer = call(command, "--help");

        assertEquals(0, answer.exitCode());
        assertTrue(answer.text().startsWith("Usage: modelscan " + command), answer.text());
        assertTrue(answer.text().contains("Exit codes:"), answer.text());
        assertTrue(call("--help").text().contains("\n  " + command + " "), "listed in the general help");
    }

    @ParameterizedTest
    @CsvSource({"''", "fly", "status --fast", "status extra", "exec", "exec a b", "plugin", "plugin update x",
        "plugin install", "plugin remove ../x", "version --jsn", "status --home"})
    void wrongUsageIsToldWithItsExitCode(String line) throws Exception {
        Answer answer = call(line.isEmpty() ? new String[0] : line.split(" "));

        assertEquals(64, answer.exitCode(), answer.text());
        assertTrue(!answer.text().isBlank());
    }

    @Test
    void versionIsThatOfTheProject() throws Exception {
        assertTrue(call("version").text().matches("ModelScan \\d+\\.\\d+\\.\\d+\\s*"));
        assertTrue(call("version", "--json").text().matches("\\{\"version\":\"\\d+\\.\\d+\\.\\d+\"}\\s*"));
    }

    @Test
    void scriptWorksThroughALinkAndFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), SCRIPT);

        assertEquals(0, run(List.of(link.toString(), "version")).exitCode());
    }

    @Test
    void pluginIsInstalledAndRemoved() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.provider.json"), "{}");
        Path home = folder.resolve("a home");

        assertEquals(0, call("plugin", "install", file.toString(), "--home", home.toString()).exitCode());
        assertEquals(List.of("mine.provider.json"), names(home.resolve("plugins")));

        assertEquals(0, call("plugin", "remove", "--home=" + home, "mine").exitCode());
        assertEquals(List.of(), names(home.resolve("plugins")));
        assertEquals(1, call("plugin", "remove", "mine", "--home", home.toString()).exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.txt", "my file.jar", ".hidden.jar", "$(id).jar"})
    void otherFilesAreNoPlugins(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "");

        assertEquals(64, call("plugin", "install", file.toString(), "--home", folder.toString()).exitCode());
        assertTrue(Files.notExists(folder.resolve("plugins")));
    }

    @Test
    void missingJavaIsToldInOneSentence() throws Exception {
        Path script = folder.resolve("modelscan");
        Files.writeString(script, Files.readString(SCRIPT).replace("OLDEST_JAVA=25", "OLDEST_JAVA=999"));

        Answer answer = run(List.of("sh", script.toString(), "run"));

        assertEquals(2, answer.exitCode());
        assertEquals(1, answer.text().lines().count());
        assertTrue(answer.text().contains("JDK 999"), answer.text());
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Answer call(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(SCRIPT.toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    private Answer run(List<String> line) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("MODELSCAN_HOME");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the script ends by itself");
            return new Answer(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
