package modelscan.stream.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTest extends FramingContract {
    private static final String CORPUS = """
            \uFEFF: OPENROUTER PROCESSING

            :

            data: {"first":"with space"}

            data:{"second":"without space"}

            event: content_block_delta
            data: {"third":"named"}

            data:   two more spaces in front, two behind \s

            data: line one
            data: line two
            data:
            data: line four

            id: 17
            retry: 3000
            unknown: field
            nonsense
            data: {"text":"Grüße, 日本語, 😀"}

            event: lonely

            data

            database: not data

            data: [DONE]
            """;
    private static final List<Frame> EXPECTED = List.of(Frame.of("{\"first\":\"with space\"}"),
            Frame.of("{\"second\":\"without space\"}"),
            new Frame("content_block_delta", "{\"third\":\"named\"}".getBytes(StandardCharsets.UTF_8), false),
            Frame.of("  two more spaces in front, two behind  "), Frame.of("line one\nline two\n\nline four"),
            Frame.of("{\"text\":\"Grüße, 日本語, 😀\"}"), Frame.of(""), Frame.of("[DONE]"));

    @Override
    Framing framing() {
        return new ServerSentEvents();
    }

    private static byte[] corpus(String lineEnd) {
        String ending = lineEnd.replace("LF", "\n").replace("CR", "\r");
        return CORPUS.replace("\n", ending).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LF", "CR", "CRLF"})
    void everySplitOfEveryLineEnding(String lineEnd) throws IOException {
        byte[] bytes = corpus(lineEnd);
        for (int first = 0; first <= bytes.length; first++) {
            assertSame(EXPECTED, all(framing().reader(new Pieces(bytes, first), MAXIMUM)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LF", "CR", "CRLF"})
    void everySizeOfPieces(String lineEnd) throws IOException {
        byte[] bytes = corpus(lineEnd);
        for (int size = 1; size <= 64; size++) {
            assertSame(EXPECTED, all(framing().reader(new Pieces(bytes, size, size), MAXIMUM)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LF", "CR", "CRLF"})
    void aSmallBufferGivesTheSame(String lineEnd) throws IOException {
        assertSame(EXPECTED, read(corpus(lineEnd), 60));
    }

    @Test
    void theLastEventMayLackItsEnd() throws IOException {
        assertEquals("[DONE]", text("data: [DONE]"));
        assertEquals("[DONE]", text("data: [DONE]\n"));
        assertEquals("[DONE]", text("data: [DONE]\r"));
        assertEquals("", text(": only a comment"));
        assertEquals("", text("event: error"));
    }

    @Test
    void aReturnAloneEndsAnEventWithoutWaitingForMore() throws IOException {
        Framing.Reader reader = framing().reader(new Pieces("data: a\r\rdata: b\r\r".getBytes(StandardCharsets.UTF_8), 9), MAXIMUM);
        assertEquals("a", reader.next().orElseThrow().text());
        assertEquals("b", reader.next().orElseThrow().text());
    }

    @Test
    void aMarkInTheMiddleIsNotSkipped() throws IOException {
        assertEquals("\uFEFFx", text("data: \uFEFFx\n\n"));
        assertEquals("1", text("data: 1\n\n\uFEFFdata: 2\n\n"));
    }

    @Test
    void anEventNameDoesNotOutliveItsEvent() throws IOException {
        List<Frame> frames = read("event: a\n\ndata: 1\n\nevent: b\ndata: 2\n\ndata: 3\n\n".getBytes(StandardCharsets.UTF_8), MAXIMUM);
        assertEquals(List.of("", "b", ""), frames.stream().map(Frame::event).toList());
    }

    @Test
    void severalLinesTogetherKeepToTheLimit() throws IOException {
        String lines = "data: 1234\n".repeat(4) + "\n";
        assertEquals(19, read(lines.getBytes(StandardCharsets.UTF_8), 19).getFirst().data().length);
        assertThrows(FailureException.class, () -> read(lines.getBytes(StandardCharsets.UTF_8), 18));
    }

    @Test
    void manyLinesOfOneEventAreReadInOneGo() throws IOException {
        byte[] bytes = ("data: x\n".repeat(30_000) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(59_999, read(bytes, MAXIMUM).getFirst().data().length);
    }

    @Test
    void aFrameThatIsTooLargeMakesReadyAnswerAndNextRefuse() throws IOException {
        Framing.Reader reader = framing().reader(
                new Pieces("data: 1\n\ndata: 12345\n\n".getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE), 4);
        assertEquals("1", reader.next().orElseThrow().text());
        assertTrue(reader.ready());
        assertThrows(FailureException.class, reader::next);
        assertThrows(FailureException.class, reader::next);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',      '{}',        'data: {}|n|n'
            'error', '{}',        'event: error|ndata: {}|n|n'
            '',      '',          'data: |n|n'
            '',      'a|nb',      'data: a|ndata: b|n|n'
            '',      'a|r|nb|rc', 'data: a|ndata: b|ndata: c|n|n'
            '',      'a|n',       'data: a|ndata: |n|n'
            """)
    void written(String event, String data, String expected) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        framing().write(new Frame(event, ends(data).getBytes(StandardCharsets.UTF_8), false), out);
        assertEquals(ends(expected), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anEventNameIsOneLine() {
        Frame forged = new Frame("a\ndata: forged", new byte[0], false);
        assertThrows(IllegalArgumentException.class, () -> framing().write(forged, new ByteArrayOutputStream()));
    }

    private String text(String stream) throws IOException {
        List<Frame> frames = read(stream.getBytes(StandardCharsets.UTF_8), MAXIMUM);
        return frames.isEmpty() ? "" : frames.getFirst().text();
    }

    private static String ends(String text) {
        return text.replace("|n", "\n").replace("|r", "\r");
    }
}
