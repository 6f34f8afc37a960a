package modelscan.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTextEndsAtItsOwnQuote() {
        assertEquals(5, JsonBytes.textEnd(bytes("\"a\\\"b\" "), 1));
        assertEquals(3, JsonBytes.textEnd(bytes("\"\\\\\""), 1));
        assertEquals(3, JsonBytes.textEnd(bytes("\"ab"), 1));
        assertEquals(2, JsonBytes.textEnd(bytes("\"\\"), 1));
        assertEquals(1, JsonBytes.textEnd(bytes("x"), 9));
    }

    @Test
    void whatIsSteppedOverInEightsEndsWhereSingleStepsDo() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(40)];
            for (int at = 0; at < text.length; at++) {
                text[at] = random.nextInt(8) == 0 ? (byte) random.nextInt(256) : (byte) ("ab\"\\ !#[".charAt(random.nextInt(8)));
            }
            int from = random.nextInt(text.length + 1);
            int plain = from;
            while (plain < text.length && text[plain] >= ' ' && text[plain] != '"' && text[plain] != '\\') {
                plain++;
            }
            int end = from;
            while (end < text.length && text[end] != '"') {
                end += text[end] == '\\' ? 2 : 1;
            }
            assertEquals(plain, JsonBytes.plainEnd(text, from), "round " + round);
            assertEquals(Math.min(end, text.length), JsonBytes.textEnd(text, from), "round " + round);
        }
    }

    @Test
    void whiteSpaceIsPassedOver() {
        assertEquals(4, JsonBytes.space(bytes(" \t\r\n{"), 0));
        assertEquals(2, JsonBytes.space(bytes("{}"), 2));
        assertEquals(2, JsonBytes.space(bytes("{}"), 7));
    }

    @Test
    void anObjectEndsAtItsOwnBrace() {
        assertEquals(15, JsonBytes.objectEnd(bytes("{\"a\":{\"}\":\"{\"}} {}"), 0));
        assertEquals(4, JsonBytes.objectEnd(bytes("{\"}{"), 0));
    }

    @Test
    void bytesAreFoundAmongOthers() {
        assertTrue(JsonBytes.contains(bytes("a tool_use"), bytes("tool_use")));
        assertFalse(JsonBytes.contains(bytes("tool_us"), bytes("tool_use")));
        assertFalse(JsonBytes.contains(bytes("ttool_us_tool"), bytes("tool_use")));
    }

    @Test
    void linesAreJoinedOnlyWhereThereAreSeveral() {
        byte[] one = bytes("{\"a\":1}");
        assertSame(one, JsonBytes.oneLine(one));
        byte[] two = bytes("{\r\n1");
        assertEquals("{  1", new String(JsonBytes.oneLine(two), StandardCharsets.UTF_8));
        assertEquals('\r', two[1]);
    }

    @Test
    void noStepLeavesTheBytes() {
        Random random = new Random(20261121);
        for (int round = 0; round < 20_000; round++) {
            byte[] garbage = new byte[random.nextInt(12)];
            for (int at = 0; at < garbage.length; at++) {
                garbage[at] = (byte) "{}\"\\ a\n".charAt(random.nextInt(7));
            }
            int from = random.nextInt(14);
            for (int end : new int[] {JsonBytes.textEnd(garbage, from), JsonBytes.space(garbage, from),
                JsonBytes.objectEnd(garbage, from)}) {
                assertTrue(end >= 0 && end <= garbage.length);
            }
        }
    }
}
