package modelscan.test.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;

/** What a framing owes to any bytes: frames or a failure, the same however the bytes come, and the same once written again. */
final class FramingCheck {
    // Small, so that bytes which are too many are found soon.
    private static final int MAXIMUM = 300;
    private static final int AMPLE = 100_000;

    private final Framing framing;

    FramingCheck(Framing framing) {
        this.framing = framing;
    }

    /** What was read; data as Latin-1, so that it can be compared and shown. */
    private record Reading(List<String> frames, boolean failed) {
    }

    void accept(byte[] bytes) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Reading atOnce = read(bytes, bytes.length, MAXIMUM, frames);
        assertEquals(atOnce, read(bytes, 1, MAXIMUM, new ArrayList<>()), "byte by byte");
        assertEquals(atOnce, read(bytes, 7, MAXIMUM, new ArrayList<>()), "seven bytes at a time");
        frames.forEach(frame -> assertTrue(frame.data().length <= MAXIMUM, "a frame is too large"));
        List<Frame> writable = frames.stream().filter(FramingCheck::oneLine).toList();
        Reading again = read(written(writable), AMPLE, AMPLE, new ArrayList<>());
        assertEquals(new Reading(shown(writable), false), again, "written and read again");
    }

    private Reading read(byte[] bytes, int most, int maximum, List<Frame> frames) throws IOException {
        Drip source = new Drip(bytes, most);
        Framing.Reader reader = framing.reader(source, maximum);
        try {
            for (Optional<Frame> frame = next(reader, source); frame.isPresent(); frame = next(reader, source)) {
                frames.add(frame.get());
                assertTrue(frames.size() <= bytes.length, "more frames than bytes");
            }
        } catch (FailureException refused) {
            assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            assertThrows(FailureException.class, reader::next, "a broken stream stays broken");
            return new Reading(shown(frames), true);
        }
        assertTrue(reader.next().isEmpty(), "nothing follows the end");
        return new Reading(shown(frames), false);
    }

    private static Optional<Frame> next(Framing.Reader reader, Drip source) throws IOException {
        boolean ready = reader.ready();
        int reads = source.reads();
        Optional<Frame> frame = reader.next();
        assertTrue(!ready || reads == source.reads(), "it was ready and read nevertheless");
        return frame;
    }

    private byte[] written(List<Frame> frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            framing.write(frame, bytes);
        }
        return bytes.toByteArray();
    }

    private static List<String> shown(List<Frame> frames) {
        return frames.stream().map(frame -> frame.event() + '|' + new String(frame.data(), StandardCharsets.ISO_8859_1)).toList();
    }

    // A framing of lines reads a lone carriage return and refuses to write it; a byte order mark belongs to no frame.
    private static boolean oneLine(Frame frame) {
        String data = new String(frame.data(), StandardCharsets.ISO_8859_1);
        return data.indexOf('\r') < 0 && !data.startsWith("\u00ef\u00bb\u00bf");
    }
}
