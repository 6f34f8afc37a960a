package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellClientJsonTest {
    @Test
    void readsWhatTheServerSays() {
        assertEquals(Map.of("out", "a\n\t\"\\/\u00fc\ud83d\ude00"),
                ShellClientJson.read("{\"out\":\"a\\n\\t\\\"\\\\\\/\\u00fc\\ud83d\\uDE00\"}"));
        assertEquals(Map.of("done", 1L, "error", "no"), ShellClientJson.read(" { \"done\" : 1 , \"error\":\"no\" } "));
        assertEquals(Map.of("candidates", List.of("a", "b"), "from", 0L, "x", List.of(), "y", true),
                ShellClientJson.read("{\"candidates\":[\"a\",\"b\"],\"from\":0,\"x\":[],\"y\":true}"));
        assertEquals(Map.of(), ShellClientJson.read("{}"));
    }

    @Test
    void quotesWhatItReadsBack() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20, 0, 0x10000).forEach(letter -> text.append((char) letter));
            assertEquals(Map.of("a", text.toString()), ShellClientJson.read("{\"a\":" + ShellClientJson.quoted(text.toString()) + "}"));
        }
    }

    @Test
    void refusesEverythingElse() {
        String good = "{\"a\":\"\\u00fc\",\"b\":[\"x\",12],\"c\":true}";
        for (int end = 0; end < good.length(); end++) {
            String cut = good.substring(0, end);
            assertThrows(IllegalArgumentException.class, () -> ShellClientJson.read(cut), cut);
        }
        for (String garbage : List.of("", "[]", "1", "{\"a\"}", "{\"a\":}", "{\"a\":null}", "{\"a\":1.5}", "{\"a\":[[1]]}",
                "{\"a\":1}}", "{\"a\":1 \"b\":2}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u00g0\"}", "{a:1}", "[".repeat(100_000),
                "{\"a\":" + "[".repeat(100_000))) {
            assertThrows(IllegalArgumentException.class, () -> ShellClientJson.read(garbage));
        }
        Random random = new Random(13);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThrows(IllegalArgumentException.class, () -> ShellClientJson.read(text));
        }
    }
}
