package modelscan.shell.commands.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutletTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private String heard() {
        StringBuilder text = new StringBuilder();
        sent.toString(StandardCharsets.UTF_8).lines().forEach(line -> text.append(Json.read(line).get("out").asText()));
        return text.toString();
    }

    @Test
    void joinsCharactersThatCameInPieces() throws IOException {
        byte[] text = "aü€😀\n".getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= text.length; split++) {
            sent.reset();
            try (Outbox outbox = new Outbox(sent)) {
                Outlet outlet = new Outlet(outbox, "out");
                outlet.write(text, 0, split);
                outlet.write(text, split, text.length - split);
            }
            assertEquals("aü€😀\n", heard());
        }
    }

    @Test
    void takesBytesOneByOneAndReplacesGarbage() throws IOException {
        try (Outbox outbox = new Outbox(sent)) {
            Outlet outlet = new Outlet(outbox, "out");
            for (byte one : new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, 'c'}) {
                outlet.write(one);
            }
        }
        assertEquals("a\uFFFDb\uFFFDc", heard());
    }

    @Test
    void sendsALongTextInBoundedLines() throws IOException {
        String text = "x".repeat(100_000);
        try (Outbox outbox = new Outbox(sent)) {
            new Outlet(outbox, "out").write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(text, heard());
        assertTrue(sent.toString(StandardCharsets.UTF_8).lines().allMatch(line -> line.length() < 8300));
    }

    @Test
    void letsNothingThroughWhenClosed() throws IOException {
        try (Outbox outbox = new Outbox(sent)) {
            Outlet outlet = new Outlet(outbox, "out");
            outlet.close();
            assertThrows(IOException.class, () -> outlet.write('x'));
        }
        assertEquals("", heard());
    }

    @Test
    void failsInsteadOfWaitingWhenTheClientIsGone() {
        Outbox outbox = new Outbox(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("gone");
            }
        });
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 1000; i++) {
                outbox.send(Json.object().put("out", "x"));
            }
        });
        outbox.close();
    }
}
