package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.FailureException;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Document;
import modelscan.shell.commands.answer.Paper;
import modelscan.shell.commands.answer.Sentence;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private final CommandSession session = Fakes.session();
    private final Answer answer = new Sentence("x", "y");

    private Arguments of(int most, String... words) {
        return Arguments.of(session, most, words);
    }

    @Test
    void takesTheOptionAtBothEnds() {
        assertInstanceOf(Document.class, of(1, "--json").answer(answer));
        assertInstanceOf(Document.class, of(1, "--json", "a").answer(answer));
        assertInstanceOf(Document.class, of(1, "a", "--json").answer(answer));
        assertSame(answer, of(1, "a").answer(answer));
        assertEquals(Optional.of("a"), of(1, "--json", "a", "--json").word(0));
        assertEquals(Optional.empty(), of(1, "--json").word(0));
    }

    @Test
    void writesJsonWhenTheClientWantsItOfEveryCommand() {
        SessionVariables.set(session, Paper.ENDLESS, true, new Cancellation());
        assertInstanceOf(Document.class, of(0).answer(answer));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals("unknown option --wide; known is --json, as the first or the last word",
                assertThrows(FailureException.class, () -> of(1, "--wide")).getMessage());
        assertEquals("too many words from 'b' on; ms:help tells what a command takes",
                assertThrows(FailureException.class, () -> of(1, "a", "b")).getMessage());
        assertEquals("the name is missing", assertThrows(FailureException.class, () -> of(1).word(0, "the name")).getMessage());
    }
}
