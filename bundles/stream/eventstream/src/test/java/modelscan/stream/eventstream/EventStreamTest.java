package modelscan.stream.eventstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.test.kit.FramingContract;
import modelscan.test.kit.Pieces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest extends FramingContract {
    private static final int MAXIMUM = 100_000;
    private static final String EVENT = "0b3a6576656e742d7479706507000161"; // :event-type = "a"

    @Override
    protected Framing framing() {
        return new EventStream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contentBlockDelta", "", "exception:throttlingException", "error:InternalFailure"})
    void namesComeBack(String event) throws IOException {
        Frame frame = new Frame(event, "{\"message\":\"Grüße\"}".getBytes(StandardCharsets.UTF_8), false, "text/x");
        Frame read = frames(written(frame), MAXIMUM).getFirst();
        assertEquals(event, read.event());
        assertEquals("{\"message\":\"Grüße\"}", read.text());
        assertEquals("text/x", read.type());
        assertFalse(read.whole());
    }

    @Test
    void theBytesAreAmazons() throws IOException {
        byte[] written = written(new Frame("a", "{}".getBytes(StandardCharsets.UTF_8), false));
        ByteBuffer bytes = ByteBuffer.wrap(written);
        assertEquals(written.length, bytes.getInt());
        int headers = bytes.getInt();
        assertEquals(written.length - 16 - 2, headers);
        assertEquals(crc(written, 8), bytes.getInt());
        String hex = HexFormat.of().formatHex(written, 12, 12 + headers);
        assertTrue(hex.startsWith("0d3a6d6573736167652d747970650700056576656e74" + EVENT), hex);
        assertEquals(crc(written, written.length - 4), bytes.getInt(written.length - 4));
    }

    @Test
    void anErrorMaySayItsWordsInAHeaderOrInThePayload() throws IOException {
        byte[] small = written(new Frame("error:x", "words".getBytes(StandardCharsets.UTF_8), false));
        assertTrue(new String(small, StandardCharsets.ISO_8859_1).contains(":error-message"));
        byte[] large = written(new Frame("error:x", "w".repeat(40_000).getBytes(StandardCharsets.UTF_8), false));
        assertEquals(40_000, frames(large, MAXIMUM).getFirst().data().length);
    }

    @Test
    void headersOfEveryTypeAreSteppedOver() throws IOException {
        String others = "0162" + "00" + "0162" + "01" + "0162" + "0299" + "0162" + "039999" + "0162" + "0499999999"
                + "0162" + "059999999999999999" + "0162" + "060003999999" + "0162" + "0700026869"
                + "0162" + "089999999999999999" + "0162" + "0999999999999999999999999999999999";
        Frame frame = frames(message(others + EVENT + others, "{}"), MAXIMUM).getFirst();
        assertEquals("a", frame.event());
        assertEquals("{}", frame.text());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            01620a,             unknown type 10
            0162ff,             unknown type 255
            01620700ff61,       longer than
            0162,               longer than
            ff62,               longer than
            01620400,           longer than
            """)
    void headersThatAreWrong(String headers, String why) {
        byte[] bytes = message(headers, "{}");
        FailureException refused = assertThrows(FailureException.class, () -> frames(bytes, MAXIMUM));
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void aMediaTypeLosesItsParameters() throws IOException {
        byte[] bytes = message("0d3a636f6e74656e742d7479706507" + "0010" + HexFormat.of().formatHex("TEXT/PLAIN; a=bc".getBytes(StandardCharsets.UTF_8)), "x");
        assertEquals("text/plain", frames(bytes, MAXIMUM).getFirst().type());
    }

    @Test
    void everyChangedBitIsFound() throws IOException {
        byte[] bytes = written(new Frame("a", "{\"x\":1}".getBytes(StandardCharsets.UTF_8), false));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            FailureException refused = assertThrows(FailureException.class, () -> frames(changed, MAXIMUM), "bit " + bit);
            assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        }
    }

    @Test
    void anAbsurdLengthIsRefusedBeforeAnythingIsKept() {
        for (int[] lengths : new int[][] {{-1, 0}, {Integer.MAX_VALUE, 0}, {15, 0}, {0, 0}, {100, 85}, {100, -1},
                {300_000, 200_000}, {MAXIMUM + 17, 0}}) {
            ByteBuffer prelude = ByteBuffer.allocate(12).putInt(lengths[0]).putInt(lengths[1]);
            prelude.putInt(crc(prelude.array(), 8));
            InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(prelude.array()), zeros(1_000_000));
            Framing.Reader reader = framing().reader(endless, MAXIMUM);
            assertThrows(FailureException.class, reader::next);
            assertThrows(FailureException.class, reader::next, "it stays refused");
            assertTrue(reader.ready());
        }
    }

    @Test
    void theLimitItselfPasses() throws IOException {
        for (int maximum : new int[] {1, 10, 8190, 8192, 9000, 20_000, 99_999}) {
            byte[] fits = written(Frame.of("x".repeat(maximum)));
            assertEquals(maximum, frames(fits, maximum).getFirst().data().length);
            byte[] larger = written(Frame.of("x".repeat(maximum + 1)));
            assertThrows(FailureException.class, () -> frames(larger, maximum));
        }
    }

    @Test
    void everySizeOfPiecesGivesTheSame() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        for (int size = 0; size < 40_000; size = size * 2 + 1) {
            all.writeBytes(written(Frame.of("y".repeat(size))));
            sizes.add(size);
        }
        for (int pieces : new int[] {1, 2, 3, 7, 11, 13, 100, 4096, 8191, 8192, 8193, 1_000_000}) {
            List<Frame> read = all(framing().reader(new Pieces(all.toByteArray(), pieces, pieces), MAXIMUM));
            assertEquals(sizes, read.stream().map(frame -> frame.data().length).toList());
        }
    }

    @Test
    void aCutMessageIsNotAFrame() throws IOException {
        byte[] one = written(Frame.of("{}"));
        for (int length = 0; length < one.length; length++) {
            assertEquals(List.of(), all(framing().reader(new ByteArrayInputStream(one, 0, length), MAXIMUM)));
        }
    }

    @Test
    void changedStreamsAreReadOrRefused() throws IOException {
        Random random = new Random(20261121);
        byte[] good = written(new Frame("a", "{\"x\":1}".getBytes(StandardCharsets.UTF_8), false));
        for (int round = 0; round < 20_000; round++) {
            byte[] headers = new byte[random.nextInt(40)];
            random.nextBytes(headers);
            System.arraycopy(good, 12, headers, 0, random.nextInt(headers.length + 1));
            byte[] message = message(HexFormat.of().formatHex(headers), "{}");
            try {
                assertEquals("{}", frames(message, MAXIMUM).getFirst().text());
            } catch (FailureException refused) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            }
        }
    }

    private static InputStream zeros(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] message(String headersInHex, String payload) {
        byte[] headers = HexFormat.of().parseHex(headersInHex);
        byte[] data = payload.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(16 + headers.length + data.length);
        out.putInt(out.capacity()).putInt(headers.length);
        out.putInt(crc(out.array(), 8)).put(headers).put(data);
        out.putInt(crc(out.array(), out.position()));
        return out.array();
    }

    private byte[] written(Frame frame) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        framing().write(frame, out);
        return out.toByteArray();
    }

    private List<Frame> frames(byte[] bytes, int maximum) throws IOException {
        List<Frame> frames = all(framing().reader(new ByteArrayInputStream(bytes), maximum));
        assertEquals(1, frames.size());
        return frames;
    }

    static List<Frame> all(Framing.Reader reader) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    @Test
    void nothingIsLostInARoundTripOfAnyBytes() throws IOException {
        byte[] any = new byte[5000];
        new Random(7).nextBytes(any);
        assertArrayEquals(any, frames(written(Frame.of(any)), MAXIMUM).getFirst().data());
    }
}
