package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path DEFAULT_HOME = Path.of("/somewhere/home");

    @Test
    void nothingGivenMeansDefaults() {
        Options options = parse(Map.of());

        assertEquals(new Options(DEFAULT_HOME, 8080, 8081), options);
    }

    @Test
    void optionWinsOverVariable() {
        Map<String, String> variables =
                Map.of("MODELSCAN_HOME", "/of/variable", "MODELSCAN_PORT", "1", "MODELSCAN_ADMIN_PORT", "2");

        Options options = parse(variables, "--home", "/of/option", "--port=9000");

        assertEquals(new Options(Path.of("/of/option"), 9000, 2), options);
    }

    @Test
    void emptyVariableCountsAsNotGiven() {
        assertEquals(8080, parse(Map.of("MODELSCAN_PORT", " ")).port());
    }

    @Test
    void homeBecomesAbsolute() {
        Options options = parse(Map.of(), "--home", "a/../b");

        assertEquals(Path.of("b").toAbsolutePath(), options.home());
    }

    @Test
    void bothPortsMayBeFreeOnes() {
        assertEquals(0, parse(Map.of(), "--port", "0", "--admin-port", "0").adminPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--port", "--port=x", "--port=-1", "--port=65536", "--port 1 --port 2", "--prot 1", "run",
        "--port=7 --admin-port=7"})
    void wrongUsageIsToldAsSuch(String line) {
        StartFailure failure = assertThrows(StartFailure.class, () -> parse(Map.of(), line.split(" ")));

        assertEquals(ExitCode.USAGE, failure.exitCode());
    }

    @Test
    void messageNamesOptionVariableAndValue() {
        StartFailure failure = assertThrows(StartFailure.class, () -> parse(Map.of("MODELSCAN_ADMIN_PORT", "many")));

        assertTrue(failure.getMessage().matches(".*--admin-port.*MODELSCAN_ADMIN_PORT.*many"), failure.getMessage());
    }

    private static Options parse(Map<String, String> variables, String... arguments) {
        return Options.parse(List.of(arguments), variables, DEFAULT_HOME);
    }
}
