package modelscan.bench.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void aPlainNameIsAPlainScript() {
        assertEquals(Script.PLAIN, Script.of("mock"));
        assertEquals(Script.PLAIN, Script.of(""));
    }

    @Test
    void everyPartIsRead() {
        assertEquals(new Script(20, 400, 50, 3, 429), Script.of("mock-d20-n400-g50-c3-s429"));
        assertEquals(new Script(0, 50, 0, 0, 200), Script.of("mock-c0"));
    }

    @Test
    void otherPartsArePassedOver() {
        assertEquals(Script.PLAIN, Script.of("gpt-4o-mini--x9-d-dd1-"));
    }

    @Test
    void valuesAreBounded() {
        assertEquals(599, Script.of("mock-s99999999999").status());
        assertEquals(1_000_000, Script.of("mock-n99999999999").chunks());
        assertEquals(1, Script.of("mock-n0").chunks());
    }
}
