package modelscan.stream.jsonarray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
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
import modelscan.test.kit.FramingContract;
import modelscan.test.kit.Pieces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonArrayTest extends FramingContract {
    private static final int MAXIMUM = 64 * 1024;
    private static final String CORPUS =
            "\uFEFF [{\n  \"a\": [1, {}]\n}\r\n,\r\n{\"b\":\"}]{[ \\\" \\\\\"},{\"c\":\"Grüße 😀\\ud83d\\ude00\"} ]\r\n";
    private static final List<String> EXPECTED = List.of("{\n  \"a\": [1, {}]\n}", "{\"b\":\"}]{[ \\\" \\\\\"}",
            "{\"c\":\"Grüße 😀\\ud83d\\ude00\"}");

    @Override
    protected Framing framing() {
        return new JsonArray();
    }

    @Test
    void everySplitGivesTheSame() throws IOException {
        byte[] bytes = CORPUS.getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            assertEquals(EXPECTED, texts(framing().reader(new Pieces(bytes, first), MAXIMUM)), "split at " + first);
        }
        assertEquals(EXPECTED, texts(framing().reader(new Pieces(bytes, 1, 1), MAXIMUM)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "", " \r\n", "["})
    void nothingInside(String text) throws IOException {
        assertEquals(List.of(), texts(reader(text)));
    }

    @Test
    void anObjectThatBreaksOffIsGivenAsItIs() throws IOException {
        assertEquals(List.of("{\"a\":1}", "{\"b\":\"x"), texts(reader("[{\"a\":1},{\"b\":\"x")));
    }

    @Test
    void anObjectIsReadyBeforeItsCommaCame() throws IOException {
        Framing.Reader reader = reader("[{},{}");
        assertEquals("{}", reader.next().orElseThrow().text());
        assertTrue(reader.ready(), "the second ends with its brace");
        assertEquals("{}", reader.next().orElseThrow().text());
        assertFalse(reader.ready());
        assertEquals(Optional.empty(), reader.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}{}]", "[{},,{}]", "[,{}]", "{},{}", "{}]", "[{}]{}", "[{}] x", "[[{}]]", "[1]", "[null]",
            "<html>", "x", "]", "\uFEFF\uFEFF[]", "[\uFEFF{}]", "[{}\u0000]"})
    void whatIsNoArrayOfObjects(String text) {
        FailureException refused = assertThrows(FailureException.class, () -> texts(reader(text)));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
    }

    @Test
    void whatCameBeforeGarbageIsGivenFirst() throws IOException {
        Framing.Reader reader = reader("[{\"a\":1} oops");
        assertEquals("{\"a\":1}", reader.next().orElseThrow().text());
        assertTrue(reader.ready());
        assertThrows(FailureException.class, reader::next);
        assertThrows(FailureException.class, reader::next);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 8190, 8191, 8192, 8193, 30_000})
    void anObjectOfTheLimitPassesAndALongerOneDoesNot(int maximum) throws IOException {
        String fits = "{\"x\":" + "1".repeat(maximum - 6) + "}";
        assertEquals(List.of(fits, fits), texts(framing().reader(bytes("[" + fits + ",\r\n" + fits + "]"), maximum)));
        FailureException refused = assertThrows(FailureException.class,
                () -> texts(framing().reader(bytes("[ " + fits.replace("}", "1}")), maximum)));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        assertTrue(refused.getMessage().contains(String.valueOf(maximum)), refused.getMessage());
    }

    @Test
    void anEndlessBlankTakesNoMemory() throws IOException {
        String blanks = " ".repeat(50_000);
        assertEquals(List.of("{}", "{}"), texts(framing().reader(bytes("[" + blanks + "{}" + blanks + "," + blanks + "{}]"), 10)));
    }

    @Test
    void mutatedBytesComeToAnEnd() {
        Random random = new Random(20261121);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = CORPUS.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = round % 2 == 0 ? (byte) random.nextInt(256)
                        : (byte) "{}[],\"\\ x".charAt(random.nextInt(9));
            }
            try {
                int size = texts(framing().reader(new Pieces(bytes, random.nextInt(bytes.length)), MAXIMUM)).size();
                assertTrue(size <= bytes.length);
            } catch (FailureException refused) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private Framing.Reader reader(String text) {
        return framing().reader(bytes(text), MAXIMUM);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(Framing.Reader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            texts.add(frame.get().text());
        }
        return texts;
    }
}
