package modelscan.stream.sse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

/** What every framing keeps; a test of a framing extends it. */
abstract class FramingContract {
    static final int MAXIMUM = 64 * 1024;

    /** The framing under test. */
    abstract Framing framing();

    /** Data that survives this framing, from short to long. */
    List<Frame> samples() {
        return List.of(Frame.of("{}"), Frame.of("{\"text\":\"Grüße 😀 \\n\"}"), Frame.of("{\"long\":\"" + "x".repeat(20_000) + "\"}"),
                Frame.of("[1,2]"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertSame(samples(), read(written(samples()), MAXIMUM));
    }

    @Test
    void everySplitGivesTheSameFrames() throws IOException {
        byte[] bytes = written(samples());
        for (int at = 0; at <= bytes.length; at += at < 200 || at > bytes.length - 200 ? 1 : 97) {
            assertSame(samples(), all(framing().reader(new Pieces(bytes, at), MAXIMUM)));
        }
    }

    @Test
    void singleBytesGiveTheSameFrames() throws IOException {
        byte[] bytes = written(samples());
        assertSame(samples(), all(framing().reader(new Pieces(bytes, 1, 1), MAXIMUM)));
    }

    @Test
    void nothingAtAllIsTheEnd() throws IOException {
        Framing.Reader reader = framing().reader(InputStream.nullInputStream(), MAXIMUM);
        assertEquals(Optional.empty(), reader.next());
        assertEquals(Optional.empty(), reader.next());
        assertFalse(reader.ready());
    }

    @Test
    void readyMeansThatNothingNeedsToBeRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        framing().write(Frame.of("1"), out);
        framing().write(Frame.of("2"), out);
        Framing.Reader reader = framing().reader(new ByteArrayInputStream(out.toByteArray()), MAXIMUM);
        assertFalse(reader.ready(), "nothing was read yet");
        assertEquals("1", reader.next().orElseThrow().text());
        assertTrue(reader.ready(), "the second frame is in the buffer");
        assertTrue(reader.ready(), "asking changes nothing");
        assertEquals("2", reader.next().orElseThrow().text());
        assertFalse(reader.ready());
    }

    @Test
    void readyIsFalseForHalfAFrame() throws IOException {
        byte[] bytes = written(List.of(Frame.of("1"), Frame.of("22")));
        byte[] first = written(List.of(Frame.of("1")));
        Framing.Reader reader = framing().reader(new Pieces(bytes, bytes.length - 2), MAXIMUM);
        reader.next();
        assertTrue(bytes.length - 2 > first.length);
        assertFalse(reader.ready());
        assertEquals("22", reader.next().orElseThrow().text());
    }

    @Test
    void aFrameOfTheLimitPassesAndALargerOneDoesNot() throws IOException {
        for (int maximum : new int[] {1, 10, 8191, 8192, 8193, 20_000}) {
            byte[] fits = written(List.of(Frame.of("x".repeat(maximum))));
            assertEquals(maximum, read(fits, maximum).getFirst().data().length);
            byte[] tooLarge = written(List.of(Frame.of("x".repeat(maximum + 1))));
            FailureException refused = assertThrows(FailureException.class, () -> read(tooLarge, maximum));
            assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            assertTrue(refused.getMessage().contains(String.valueOf(maximum)), refused.getMessage());
        }
    }

    @Test
    void anEndlessLineIsRefusedAndNotCollected() {
        InputStream endless = new InputStream() {
            private long count;

            @Override
            public int read() {
                assertTrue(count++ < 10_000_000, "it reads on and on");
                return 'x';
            }
        };
        assertThrows(FailureException.class, () -> framing().reader(endless, 1000).next());
    }

    @Test
    void anyBytesComeToAnEnd() throws IOException {
        Random random = new Random(20261121);
        byte[] seeds = "data: event:\r\n\n {}[]\"\uFEFF".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextBoolean() ? seeds[random.nextInt(seeds.length)] : (byte) random.nextInt(256);
            }
            int size = 0;
            for (Frame frame : all(framing().reader(new Pieces(bytes, 1 + random.nextInt(7), 1 + random.nextInt(7)), MAXIMUM))) {
                size += frame.data().length;
            }
            assertTrue(size <= bytes.length);
        }
    }

    byte[] written(List<Frame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            framing().write(frame, out);
        }
        return out.toByteArray();
    }

    List<Frame> read(byte[] bytes, int maximum) throws IOException {
        return all(framing().reader(new ByteArrayInputStream(bytes), maximum));
    }

    static List<Frame> all(Framing.Reader reader) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    static void assertSame(List<Frame> expected, List<Frame> actual) {
        assertEquals(expected.size(), actual.size());
        for (int at = 0; at < expected.size(); at++) {
            assertEquals(expected.get(at).event(), actual.get(at).event());
            assertArrayEquals(expected.get(at).data(), actual.get(at).data());
            assertFalse(actual.get(at).whole());
        }
    }

    /** Bytes that come in pieces: the first of one size, the others of another. */
    static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int others;
        private int size;
        private int at;

        Pieces(byte[] bytes, int first) {
            this(bytes, first, Integer.MAX_VALUE);
        }

        Pieces(byte[] bytes, int first, int others) {
            this.bytes = bytes;
            this.size = first;
            this.others = others;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(size, length), bytes.length - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            size = others;
            return count;
        }
    }
}
