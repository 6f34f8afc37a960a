package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
    private static final String FILE = """
            { ":configurator:version": "1.0.0", // of this file
              ":configurator:anything": { "a": [1, 2] },
              "modelscan.a": {
                ":configurator:ranking": 5,
                "port:Integer": 8080, "ü": "ä",
                "tags": ["x", "y"],
                "tree": { "b": [ "é", {} ] },
                "on": true },
              "modelscan.provider~groq": {} }
            """;

    @Test
    void remembersLines() throws Exception {
        List<Section> sections = read(FILE);

        assertEquals(List.of("modelscan.a", "modelscan.provider~groq"), sections.stream().map(Section::pid).toList());
        assertEquals(List.of(3, 9), sections.stream().map(Section::line).toList());
        assertEquals(List.of(
                new Setting("port", "Integer", BigInteger.valueOf(8080), 5), new Setting("ü", "", "ä", 5),
                new Setting("tags", "", List.of("x", "y"), 6), new Setting("tree", "", "{ \"b\": [ \"é\", {} ] }", 7),
                new Setting("on", "", true, 8)), sections.getFirst().settings());
        assertEquals("modelscan.provider", sections.getLast().described());
        assertEquals(Optional.of("groq"), sections.getLast().name());
    }

    @Test
    void refusesOtherForms() {
        assertEquals("conf/a.json line 1, column 1: an object is wanted whose keys are PIDs", problem("[]"));
        assertEquals("conf/a.json line 2, column 5: the value of 'p' must be an object with the settings of that PID",
                problem("{\n\"p\":1}"));
        assertTrue(problem("{\"p\": {\"a\": null}}").contains("'a' must not be null"));
        assertTrue(problem("{\"p\": {}, \"p\": {}}").contains("Duplicate"));
        assertTrue(problem("{} {}").contains("more after the end"));
        assertTrue(problem("").contains("an object is wanted"));
    }

    @Test
    void neverTellsWordThatMayBeSecret() {
        assertFalse(problem("{\"p\": {\"key\": sk-abcdef}}").contains("abcdef"));
        assertFalse(problem("{\"p\": {\"key\": abcdef}}").contains("abcdef"));
    }

    @Test
    void neverFailsOtherwise() {
        byte[] whole = FILE.getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < FILE.stripTrailing().getBytes(StandardCharsets.UTF_8).length; end++) {
            byte[] cut = Arrays.copyOf(whole, end);
            assertThrows(UnreadableException.class, () -> SettingsReader.read("a.json", cut), "cut after " + end);
        }
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            try {
                SettingsReader.read("a.json", broken);
            } catch (UnreadableException expected) {
                assertTrue(expected.getMessage().startsWith("conf/a.json "), expected.getMessage());
            }
        }
    }

    private static List<Section> read(String text) throws UnreadableException {
        return SettingsReader.read("a.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String problem(String text) {
        return assertThrows(UnreadableException.class, () -> read(text)).getMessage();
    }
}
