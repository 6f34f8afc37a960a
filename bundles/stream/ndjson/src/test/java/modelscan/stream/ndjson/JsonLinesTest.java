package modelscan.stream.ndjson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final int MAXIMUM = 64 * 1024;
    private static final String CORPUS = "\uFEFF{\"a\":1}\n\n \t \n{\"b\":\"Grüße 😀\"}\n  [1,2]  \n\n{\"last\":true}";
    private static final List<String> EXPECTED =
            List.of("{\"a\":1}", "{\"b\":\"Grüße 😀\"}", "  [1,2]  ", "{\"last\":true}");

    private final Framing framing = new JsonLines();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void everySplitOfEveryLineEnding(String lineEnd) throws IOException {
        for (String end : List.of("", lineEnd, lineEnd + lineEnd)) {
            byte[] bytes = (CORPUS + end).replace("\n", lineEnd).replace("\r\r", "\r").getBytes(StandardCharsets.UTF_8);
            for (int first = 0; first <= bytes.length; first++) {
                InputStream joined = new java.io.SequenceInputStream(new ByteArrayInputStream(bytes, 0, first),
                        new ByteArrayInputStream(bytes, first, bytes.length - first));
                assertEquals(EXPECTED, texts(framing.reader(joined, MAXIMUM)));
            }
        }
    }

    @Test
    void singleBytesGiveTheSame() throws IOException {
        assertEquals(EXPECTED, texts(framing.reader(slow(CORPUS.getBytes(StandardCharsets.UTF_8)), MAXIMUM)));
    }

    @Test
    void readyMeansAWholeLineIsThere() throws IOException {
        Framing.Reader reader = framing.reader(bytes("1\n2\n3"), MAXIMUM);
        assertFalse(reader.ready());
        assertEquals("1", reader.next().orElseThrow().text());
        assertTrue(reader.ready());
        assertEquals("2", reader.next().orElseThrow().text());
        assertFalse(reader.ready(), "the third line may go on");
        assertEquals("3", reader.next().orElseThrow().text());
        assertEquals(Optional.empty(), reader.next());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 8187, 8188, 8189, 8192, 30_000})
    void aLineOfTheLimitPassesAndALongerOneDoesNot(int maximum) throws IOException {
        String fits = "x".repeat(maximum);
        assertEquals(List.of(fits, fits), texts(framing.reader(bytes(fits + "\r\n" + fits), maximum)));
        FailureException refused = assertThrows(FailureException.class,
                () -> texts(framing.reader(bytes(fits + "x\n"), maximum)));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        assertTrue(refused.getMessage().contains(String.valueOf(maximum)));
        assertThrows(FailureException.class, () -> texts(framing.reader(bytes(fits + "xxxxxxxxxx"), maximum)));
    }

    @Test
    void aLineThatIsTooLongMakesReadyAnswerAndNextRefuse() throws IOException {
        Framing.Reader reader = framing.reader(bytes("1\n12345\n"), 4);
        assertEquals("1", reader.next().orElseThrow().text());
        assertTrue(reader.ready());
        assertThrows(FailureException.class, reader::next);
    }

    @Test
    void anyBytesComeToAnEnd() throws IOException {
        Random random = new Random(20261121);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at += 1 + random.nextInt(20)) {
                bytes[at] = (byte) (random.nextBoolean() ? '\n' : '\r');
            }
            int size = texts(framing.reader(slow(bytes), MAXIMUM)).stream().mapToInt(String::length).sum();
            assertTrue(size <= bytes.length);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : EXPECTED) {
            framing.write(Frame.of(text), out);
        }
        assertEquals(EXPECTED, texts(framing.reader(new ByteArrayInputStream(out.toByteArray()), MAXIMUM)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n}", "{\r}", "\n"})
    void aLineBreakInsideIsRefused(String data) {
        assertThrows(IllegalArgumentException.class, () -> framing.write(Frame.of(data), new ByteArrayOutputStream()));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream slow(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }

    private static List<String> texts(Framing.Reader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            texts.add(frame.get().text());
        }
        return texts;
    }
}
