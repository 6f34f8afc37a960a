package modelscan.shell.commands.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void cutsAtSemicolonsAndLineEnds() {
        assertEquals(List.of("a", "b 1", "c"), Statements.of("a; b 1\nc;"));
        assertEquals(List.of("a", "b"), Statements.of("a\n\n  b\n"));
        assertEquals(List.of(), Statements.of("  "));
    }

    @Test
    void keepsTogetherWhatBelongsTogether() {
        assertEquals(List.of("a | b", "c && d || e"), Statements.of("a | b; c && d || e"));
        assertEquals(List.of("a 'x; y' \"u\nv\""), Statements.of("a 'x; y' \"u\nv\""));
        assertEquals(List.of("f = { a; b }", "f"), Statements.of("f = { a; b }; f"));
        assertEquals(List.of("a &", "b"), Statements.of("a & b"));
        assertEquals(List.of("a (b; c)"), Statements.of("a (b; c)"));
    }

    @Test
    void refusesWhatIsNoLine() {
        assertThrows(SyntaxError.class, () -> Statements.of("a 'b"));
        assertThrows(SyntaxError.class, () -> Statements.of("a } b"));
    }
}
