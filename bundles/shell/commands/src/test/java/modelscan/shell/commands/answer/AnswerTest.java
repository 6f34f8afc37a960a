package modelscan.shell.commands.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    @Test
    void listsAsTextAndAsJson() {
        Listing listing = new Listing("things", List.of(Column.text("a"), Column.text("b")),
                List.of(object("{'a':['x','y'],'b':true,'c':1.50}"), object("{'b':null}")));
        assertEquals("A     B\nx, y  yes\n", listing.text(Paper.ENDLESS));
        assertEquals(object("{'v':1,'things':[{'a':['x','y'],'b':true,'c':1.50},{'b':null}]}"), listing.json());
    }

    @Test
    void saysThatThereIsNothing() {
        Listing empty = new Listing("things", List.of(Column.text("a")), List.of());
        assertEquals("no things", empty.text(Paper.ENDLESS));
        assertEquals(object("{'v':1,'things':[]}"), empty.json());
    }

    @Test
    void writesFactsLineByLine() {
        Facts facts = new Facts(object("{'up':3,'problems':['one','two'],'bad':[]}"));
        assertEquals("up        3\nproblems  one\n          two\nbad       none", facts.text(Paper.ENDLESS));
        assertEquals(object("{'v':1,'up':3,'problems':['one','two'],'bad':[]}"), facts.json());
    }

    @Test
    void showsAnAnswerAsJson() {
        Sentence sentence = new Sentence("why", "it is so");
        assertEquals("it is so", sentence.text(Paper.ENDLESS));
        assertEquals(object("{'v':1,'why':'it is so'}"), Json.read(new Document(sentence).text(new Paper(5, true))));
    }

    @Test
    void letsNobodyWriteToTheTerminal() {
        assertEquals("a\uFFFD[2Jb c", Printable.line("a\u001b[2Jb\r\nc"));
        assertEquals("a\n\tb\uFFFD", Printable.text("a\n\tb\u009b"));
        assertEquals("ü😀", Printable.text("ü😀"));
        assertEquals("\uFFFD", Printable.text("\ud83d"));
    }

    @Test
    void refusesPaperThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new Paper(-1, false));
    }
}
