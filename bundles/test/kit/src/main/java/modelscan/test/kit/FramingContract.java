package modelscan.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** What every framing must keep to; extend it and give it yours. */
public abstract class FramingContract {
    private static final int MAXIMUM = 1000;
    private static final List<String> TEXTS = List.of("{\"a\":1}", "{\"text\":\"Grüße, 🌍\"}", "{}", "{\"long\":\"" + "x".repeat(500) + "\"}");

    /** The framing under test. */
    protected abstract Framing framing();

    @Test
    protected void readsWhatItWroteAtEverySplit() throws IOException {
        byte[] bytes = written();
        for (int split = 0; split <= bytes.length; split++) {
            assertEquals(TEXTS, texts(framing().reader(new Pieces(bytes, split), MAXIMUM)), "split at " + split);
        }
    }

    @Test
    protected void readsByteByByte() throws IOException {
        assertEquals(TEXTS, texts(framing().reader(new Pieces(written(), 1, 1), MAXIMUM)));
    }

    @Test
    protected void isReadyOnlyForAWholeFrame() throws IOException {
        byte[] bytes = written();
        Framing.Reader all = framing().reader(new ByteArrayInputStream(bytes), MAXIMUM);
        all.next();
        assertTrue(all.ready(), "the second frame has been read with the first");
    }

    @Test
    protected void refusesAFrameThatIsTooLarge() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        framing().write(Frame.of("{\"x\":\"" + "y".repeat(2 * MAXIMUM) + "\"}"), bytes);
        Framing.Reader reader = framing().reader(new ByteArrayInputStream(bytes.toByteArray()), MAXIMUM);
        FailureException refused = assertThrows(FailureException.class, reader::next);
        assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
        assertTrue(refused.failure().message().contains(String.valueOf(MAXIMUM)), refused.failure().message());
    }

    @Test
    protected void comesToAnEndOnGarbage() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[random.nextInt(3000)];
            random.nextBytes(garbage);
            Framing.Reader reader = framing().reader(new Pieces(garbage, random.nextInt(garbage.length + 1)), MAXIMUM);
            try {
                int frames = 0;
                while (reader.next().isPresent()) {
                    assertTrue(frames++ <= garbage.length, "more frames than bytes, seed " + seed);
                }
            } catch (FailureException refused) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code(), "seed " + seed);
            }
        }
    }

    @Test
    protected void hasNothingAfterTheEnd() throws IOException {
        Framing.Reader reader = framing().reader(InputStream.nullInputStream(), MAXIMUM);
        assertEquals(Optional.empty(), reader.next());
        assertEquals(Optional.empty(), reader.next());
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : TEXTS) {
            framing().write(Frame.of(text.getBytes(StandardCharsets.UTF_8)), bytes);
        }
        return bytes.toByteArray();
    }

    private static List<String> texts(Framing.Reader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            texts.add(frame.get().text());
        }
        return texts;
    }
}
