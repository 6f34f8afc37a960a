package modelscan.shell.commands.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS = List.of(Column.text("name"), Column.number("size"), Column.text("why"));
    private static final List<List<String>> ROWS = List.of(
            List.of("short", "1", ""),
            List.of("a much longer name", "1234567", "because of a reason that takes words"));

    @Test
    void takesWhatItNeedsOnEndlessPaper() {
        assertEquals("""
                NAME                   SIZE  WHY
                short                     1
                a much longer name  1234567  because of a reason that takes words""",
                Table.of(COLUMNS, ROWS).text(Paper.ENDLESS));
    }

    @Test
    void cutsTheWidestTextFirst() {
        assertEquals("""
                NAME               SIZE  WHY
                short                 1
                a much longer…  1234567  because of a r…""",
                Table.of(COLUMNS, ROWS).text(new Paper(40, false)));
    }

    @Test
    void fitsEveryWidthThatCanBeFittedAndNeverCutsNumbers() {
        for (int width = 1; width < 80; width++) {
            String table = Table.of(COLUMNS, ROWS).text(new Paper(width, false));
            assertTrue(table.contains("1234567"), table);
            for (String line : table.lines().toList()) {
                assertEquals(line.stripTrailing(), line);
                assertTrue(line.length() <= Math.max(width, 4 + 2 + 7 + 2 + 4), width + ": " + line);
            }
        }
    }

    @Test
    void isBoldForPeopleOnly() {
        assertTrue(Table.of(COLUMNS, ROWS).text(new Paper(80, true)).startsWith("\u001b[1mNAME "));
        assertFalse(Table.of(COLUMNS, ROWS).text(new Paper(80, false)).contains("\u001b"));
    }

    @Test
    void countsColumnsOfTheTerminal() {
        List<List<String>> rows = List.of(List.of("漢字漢字", "1", "x"), List.of("e\u0301a", "2", "x"));
        assertEquals("""
                NAME      SIZE  WHY
                漢字漢字     1  x
                e\u0301a           2  x""", Table.of(COLUMNS, rows).text(Paper.ENDLESS));
        assertEquals("漢…", Printable.cut("漢字漢字", 4));
        assertEquals("漢字…", Printable.cut("漢字漢字", 5));
        assertEquals("漢字漢字", Printable.cut("漢字漢字", 8));
    }

    @Test
    void survivesAnEndlessCell() {
        List<List<String>> rows = List.of(List.of("x".repeat(1_000_000), "1", "y".repeat(1_000_000)));
        String last = Table.of(COLUMNS, rows).text(new Paper(100, false)).lines().toList().getLast();
        assertEquals(100, last.length());
    }
}
