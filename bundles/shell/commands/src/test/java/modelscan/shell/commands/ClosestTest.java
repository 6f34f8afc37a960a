package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClosestTest {
    private static String hint(String typed) {
        return Closest.hint(typed, Stream.of("models", "providers", "plugins", "pipeline", "why", "version"));
    }

    @Test
    void findsWhatWasMeant() {
        assertEquals("; did you mean 'models'?", hint("modles"));
        assertEquals("; did you mean 'providers'?", hint("provider"));
        assertEquals("; did you mean 'why'?", hint("WHY"));
        assertEquals("; did you mean 'plug' or 'plugins'?", Closest.hint("plu", Stream.of("plugins", "why", "plug")));
    }

    @Test
    void saysNothingWhenNothingIsClose() {
        assertEquals("", hint("banana"));
        assertEquals("", hint("x"));
        assertEquals("", hint("m".repeat(1_000_000)));
    }

    @Test
    void countsChanges() {
        assertEquals(0, Closest.distance("abc", "abc"));
        assertEquals(1, Closest.distance("abc", "acb"));
        assertEquals(1, Closest.distance("abc", "abd"));
        assertEquals(2, Closest.distance("abc", "a"));
        assertEquals(3, Closest.distance("", "abc"));
    }
}
