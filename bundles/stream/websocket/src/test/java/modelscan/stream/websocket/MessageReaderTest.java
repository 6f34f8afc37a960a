package modelscan.stream.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.test.kit.Pieces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final int MAXIMUM = 100_000;
    private final Framing server = new WebSocket();
    private final Framing client = new WebSocketClient();

    /** The examples of RFC 6455, section 5.7, and their like; the mask is 37fa213d. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            810548656c6c6f,                     text:Hello
            818537fa213d7f9f4d5158,             text:Hello
            010348656c80026c6f,                 text:Hello
            8100,                               text:
            820548656c6c6f,                     binary:Hello
            890548656c6c6f,                     ping:Hello
            8a8537fa213d7f9f4d5158,             pong:Hello
            010348656c890080026c6f,             ping: text:Hello
            01034865 6c 8a0161 000000 00 80026c6f, pong:a text:Hello
            810141 8800 810142,                 text:A close:
            810141 8802 03e8,                   text:A close:!
            """)
    void messages(String hex, String expected) throws IOException {
        byte[] bytes = hex(hex);
        for (int split = 0; split <= bytes.length; split++) {
            assertEquals(expected.replace("!", "\u0003\uFFFD"),
                    shown(server.reader(new Pieces(bytes, split), MAXIMUM)), "split at " + split);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            c10141,           reserved bit
            a10141,           reserved bit
            910141,           reserved bit
            830141,           opcode 3
            870141,           opcode 7
            8b00,             opcode 11
            8f00,             opcode 15
            800141,           continues nothing
            010141 810142,    begins inside
            0900,             in fragments
            897e007e,         longer than 125
            817e0041,         shortest form
            817f000000000000ffff, shortest form
            817fffffffffffffffff, negative
            817f7fffffffffffffff, limit of 100000
            8103eda080,       not UTF-8
            8102c3 28,        not UTF-8
            8101c3,           not UTF-8
            8102c080,         not UTF-8
            8104f4908080,     not UTF-8
            8101ff,           not UTF-8
            880103,           1 bytes
            880203e7,         code 999
            880203ec,         code 1004
            880203ed,         code 1005
            880203ee,         code 1006
            880203f7,         code 1015
            88020bb7,         code 2999
            88021388,         code 5000
            880303e8ff,       reason
            """)
    void refused(String hex, String why) {
        Framing.Reader reader = server.reader(new ByteArrayInputStream(hex(hex)), MAXIMUM);
        FailureException refused = assertThrows(FailureException.class, () -> shown(reader));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertThrows(FailureException.class, reader::next, "it stays refused");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
    void codesOfAClose(int code) throws IOException {
        byte[] data = {(byte) (code >> 8), (byte) code, 'b', 'y', 'e'};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.write(new Frame("close", data, false), out);
        assertTrue(shown(server.reader(new ByteArrayInputStream(out.toByteArray()), MAXIMUM)).endsWith("bye"));
    }

    @Test
    void everyLengthInBothForms() throws IOException {
        for (Framing framing : List.of(server, client)) {
            for (int length : new int[] {0, 1, 125, 126, 127, 8000, 65_535, 65_536, 99_999, MAXIMUM}) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                byte[] any = new byte[length];
                new Random(length).nextBytes(any);
                framing.write(new Frame("binary", any, false), out);
                List<Frame> read = all(server.reader(new Pieces(out.toByteArray(), 1000, 777), MAXIMUM));
                assertEquals(List.of(HexFormat.of().formatHex(any)),
                        read.stream().map(frame -> HexFormat.of().formatHex(frame.data())).toList());
            }
        }
    }

    @Test
    void fragmentsTogetherKeepToTheLimit() throws IOException {
        String fragment = "010148";
        String more = "000148".repeat(8);
        assertEquals("text:HHHHHHHHHH", shown(server.reader(new ByteArrayInputStream(hex(fragment + more + "800148")), 10)));
        assertThrows(FailureException.class,
                () -> shown(server.reader(new ByteArrayInputStream(hex(fragment + more + "000148" + "800148")), 10)));
    }

    @Test
    void aCharacterMayBeSplitOverFragments() throws IOException {
        assertEquals("text:😀", shown(server.reader(new ByteArrayInputStream(hex("0102f09f 80029880")), MAXIMUM)));
    }

    @Test
    void readyMeansAWholeMessage() throws IOException {
        Framing.Reader reader = server.reader(new Pieces(hex("810141 010142 890161 800143"), 9), MAXIMUM);
        assertFalse(reader.ready(), "nothing was read yet");
        assertEquals("A", reader.next().orElseThrow().text());
        assertTrue(reader.ready(), "the ping is there");
        assertEquals("ping", reader.next().orElseThrow().event());
        assertFalse(reader.ready(), "the message is still open");
        assertEquals("BC", reader.next().orElseThrow().text());
        assertEquals(Optional.empty(), reader.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "ping", "pong"})
    void controlFramesAreShort(String event) {
        Frame frame = new Frame(event, new byte[126], false);
        assertThrows(IllegalArgumentException.class, () -> server.write(frame, new ByteArrayOutputStream()));
    }

    @Test
    void aForbiddenCloseIsNotWritten() {
        Frame frame = new Frame("close", new byte[] {3, (byte) 0xed}, false);
        assertThrows(IllegalArgumentException.class, () -> server.write(frame, new ByteArrayOutputStream()));
    }

    @Test
    void anotherNameIsAText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.write(new Frame("response.created", "A".getBytes(StandardCharsets.UTF_8), false), out);
        assertEquals("810141", HexFormat.of().formatHex(out.toByteArray()));
    }

    @Test
    void changedBytesAreReadOrRefused() throws IOException {
        Random random = new Random(20261121);
        byte[] good = hex("010348656c 890161 80026c6f 818537fa213d7f9f4d5158 8203010203 8802 03e8");
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertTrue(all(server.reader(new Pieces(bytes, random.nextInt(bytes.length)), 1000)).size() <= bytes.length);
            } catch (FailureException refused) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            }
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static String shown(Framing.Reader reader) throws IOException {
        return String.join(" ", all(reader).stream().map(frame -> frame.event() + ":" + frame.text()).toList());
    }

    private static List<Frame> all(Framing.Reader reader) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
