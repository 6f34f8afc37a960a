package modelscan.shell.commands.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static Message read(String json) {
        return Message.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheThreeMessages() {
        assertEquals(new Message.Run("ms:models", 0, false, false), read("{'run':'ms:models'}"));
        assertEquals(new Message.Run("x", 80, true, true), read("{'run':'x','width':80,'tty':true,'json':true}"));
        assertEquals(new Message.Complete("ms:p", 4), read("{'complete':'ms:p'}"));
        assertEquals(new Message.Complete("ms:p", 2), read("{'complete':'ms:p','cursor':2}"));
        assertEquals(new Message.Complete("ms:p", 4), read("{'complete':'ms:p','cursor':99}"));
        assertEquals(new Message.Cancel(), read("{'cancel':true}"));
    }

    @Test
    void refusesEverythingElseWithAFailure() {
        byte[] good = "{\"run\":\"ü\",\"width\":80,\"tty\":true}".getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < good.length; end++) {
            byte[] cut = Arrays.copyOf(good, end);
            assertThrows(FailureException.class, () -> Message.read(cut));
        }
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[random.nextInt(40)];
            random.nextBytes(garbage);
            assertThrows(FailureException.class, () -> Message.read(garbage));
        }
        assertThrows(FailureException.class, () -> read("{'cancel':false}"));
        assertThrows(FailureException.class, () -> read("{'run':'x','unknown':1}"));
    }

    @Test
    void cutsLinesOfBoundedLength() throws IOException {
        LineReader lines = new LineReader(new ByteArrayInputStream("ab\n\nabc\nabcd\n".getBytes(StandardCharsets.UTF_8)), 3);
        assertEquals("ab", text(lines.next()));
        assertEquals("", text(lines.next()));
        assertEquals("abc", text(lines.next()));
        assertEquals("a line is longer than 3 bytes", assertThrows(IOException.class, lines::next).getMessage());
        assertEquals(Optional.empty(), new LineReader(new ByteArrayInputStream("half".getBytes(StandardCharsets.UTF_8)), 9).next());
    }

    private static String text(Optional<byte[]> line) {
        return new String(line.orElseThrow(), StandardCharsets.UTF_8);
    }
}
