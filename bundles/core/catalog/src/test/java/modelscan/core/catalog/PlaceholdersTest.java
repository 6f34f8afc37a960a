package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
    @Test
    void replacesThemAndFallsBack() {
        assertEquals(Optional.of("a-e-s-z"), resolved("a-$[env:E]-$[secret:s]-z"));
        assertEquals(Optional.of("us-east-1/"), resolved("$[env:NONE;default=us-east-1]/$[env:NONE;default=]"));
        assertEquals(Optional.of("e"), resolved("$[env:E;default=other]"));
        assertEquals(Optional.empty(), resolved("x$[env:NONE]"));
        assertEquals(Optional.of("$[file:x]"), resolved("$[file:x]"));
    }

    @Test
    void namesTheFirstThatHasNoValue() {
        assertEquals("the environment variable NONE", missing("$[env:E] $[env:NONE]"));
        assertEquals("the secret conf/secrets/none", missing("$[secret:none]"));
    }

    private static Optional<String> resolved(String text) {
        return Placeholders.resolve(text, Map.of("E", "e")::get, Map.of("s", "s")::get);
    }

    private static String missing(String text) {
        return Placeholders.missing(text, Map.of("E", "e")::get, Map.of("s", "s")::get);
    }
}
