package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
    private final Marks marks = new Marks();

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`usage`:{}}                                     ! usage
            {`usage` : {}}                                   ! usage
            {`usage`:null}                                   !
            {`a`:`usage`}                                    !
            {`text`:`say \\`usage\\`:1 and \\`error\\`:2`}   !
            {`text`:`\\\\`,`error`:{}}                       ! error
            {`x_groq`:{`usage`:{}}}                          ! usage
            {`error`:null}                                   !
            {`error`:`gone`}                                 ! error
            {`choices`:[{`finish_reason`:null}]}             ! choices
            {`choices`:[{`finish_reason`:`stop`}]}           ! choices finish
            {`choices`:[]}                                   ! choices none
            {`choices`: [ ]}                                 ! choices none
            {`choices`:null}                                 !
            {`delta`:{`tool_calls`:[]}}                      !
            {`delta`:{`tool_calls`:null}}                    !
            {`delta`:{`tool_calls`:[{}]}}                    ! tools
            {`delta`:{`function_call`:{}}}                   ! tools
            """)
    void seen(String json, String expected) {
        marks.read(Exchanges.bytes(json.replace('`', '"')));
        String seen = (marks.usage() ? " usage" : "") + (marks.error() ? " error" : "") + (marks.choices() ? " choices" : "")
                + (marks.finish() ? " finish" : "") + (marks.choices() && marks.noChoice() ? " none" : "")
                + (marks.tools() ? " tools" : "");
        assertEquals(expected == null ? "" : expected, seen.strip());
        assertTrue(marks.whole());
    }

    @Test
    void indexesAreThoseOfChoicesOnly() {
        marks.read(Exchanges.bytes("{'choices':[{'index':0,'delta':{'index':9}},{'delta':{'tool_calls':[{'index':5}]},'index':3}]}"));
        assertEquals(0b1001, marks.indexes());
        assertEquals(1, marks.read(Exchanges.bytes("{'choices':[{'delta':{}}]}")).indexes());
        assertEquals(0, marks.read(Exchanges.bytes("{'choices':[]}")).indexes());
    }

    @Test
    void theWordOfTheEnd() {
        assertEquals("length", marks.read(Exchanges.bytes("{'choices':[{'finish_reason': 'length'}]}")).finishWord());
        assertEquals("", marks.read(Exchanges.bytes("{'choices':[{'finish_reason':7}]}")).finishWord());
        assertEquals("", marks.read(Exchanges.bytes("{}")).finishWord());
    }

    @Test
    void everyCutIsSeen() {
        byte[] bytes = Exchanges.bytes("{'id':'x','choices':[{'index':0,'delta':{'content':'a\\'b\\\\'}}]}");
        for (int length = 1; length < bytes.length; length++) {
            marks.read(java.util.Arrays.copyOf(bytes, length));
            assertTrue(marks.cut(), "cut after " + length);
            assertFalse(marks.whole());
        }
        assertTrue(marks.read(bytes).whole());
    }

    @Test
    void anyBytesAreSurvived() {
        Random random = new Random(7);
        byte[] alphabet = Exchanges.bytes("{}[]:,'\\ \nnul0123usageerrorindexchoicesfinish_reasontool_calls");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = alphabet[random.nextInt(alphabet.length)];
            }
            marks.read(bytes);
            assertTrue(marks.finishWord().length() <= bytes.length);
        }
    }
}
