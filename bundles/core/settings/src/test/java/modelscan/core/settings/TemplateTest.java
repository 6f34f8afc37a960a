package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Map<String, String> VALUES = Map.of("env:HOST", "h$1\\", "secret:groq", "gsk", "env:PORT", " 81 ");

    @Test
    void fillsIn() {
        assertEquals(Optional.of("gsk"), fill("$[secret:groq]"));
        assertEquals(Optional.of("http://h$1\\/gsk/h$1\\"), fill("http://$[env:HOST]/$[secret:groq]/$[env:HOST]"));
        assertEquals(Optional.of("no placeholder $HOME"), fill("no placeholder $HOME"));
    }

    @Test
    void takesTheDefaultOnlyWithoutValue() {
        assertEquals(Optional.of("gsk"), fill("$[secret:groq;default=x]"));
        assertEquals(Optional.of("x"), fill("$[secret:other;default=x]"));
        assertEquals(Optional.of(""), fill("$[secret:other;default=]"));
        assertEquals(Optional.of("a=b"), fill("$[env:other;default=a=b]"));
    }

    @Test
    void isEmptyWhenSomethingIsMissing() {
        assertEquals(Optional.empty(), fill("$[secret:groq] $[secret:other]"));
        assertEquals(Optional.empty(), fill("$[nonsense:x]"));
    }

    @Test
    void convertsWhenThePlaceholderIsTheWholeText() {
        assertEquals(Optional.of(81), fill("$[env:PORT;type=Integer]"));
        assertEquals(Optional.of(true), fill("$[env:ON;type=Boolean;default=true]"));
        assertEquals(Optional.of(9), fill("$[env:NONE;default=9;type=Integer]"));
        assertEquals(Optional.of("p 81 "), fill("p$[env:PORT;type=Integer]"));
        assertEquals(Optional.empty(), fill("$[env:HOST;type=Integer]"));
    }

    @Test
    void leavesEscapedOnes() {
        assertEquals(Optional.of("$[secret:groq]"), fill("\\$[secret:groq]"));
        assertEquals(0, new Template("\\$[secret:x]").placeholders().size());
    }

    private static Optional<Object> fill(String text) {
        return new Template(text).fill((kind, name) -> Optional.ofNullable(VALUES.get(kind + ":" + name)));
    }
}
