package modelscan.base.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Steps through JSON that is still bytes, without checking it.
 *
 * <pre>{@code
 * int end = JsonBytes.textEnd(bytes, quote + 1);     // at the closing quote
 * int colon = JsonBytes.space(bytes, end + 1);       // behind white space
 * }</pre>
 */
public final class JsonBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long SLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;

    private JsonBytes() {
    }

    /** Where a text that begins here ends: at its closing quote, or behind the bytes. */
    public static int textEnd(byte[] bytes, int from) {
        int at = from;
        while (true) {
            at = markEnd(bytes, at);
            if (at >= bytes.length || bytes[at] == '"') {
                return Math.min(at, bytes.length);
            }
            at += 2;
        }
    }

    /** The first quote or backslash from here, or behind the bytes; eight bytes at a time, as most of JSON is text. */
    private static int markEnd(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, at);
            long found = (zero(word ^ QUOTES) | zero(word ^ SLASHES)) & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The first byte from here that is not a plain ASCII letter of a text: a mark, a control character, or more than ASCII. */
    static int plainEnd(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, at);
            long found = (zero(word ^ QUOTES) | zero(word ^ SLASHES) | (word - BLANKS) & ~word | word) & TOPS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < bytes.length && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    // The top bit of each byte that is zero; the lowest such bit is always right.
    private static long zero(long word) {
        return word - ONES & ~word;
    }

    /** The first place from here that is not white space, or behind the bytes. */
    public static int space(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return Math.min(at, bytes.length);
    }

    /** Where a value that begins here ends, behind its last letter, or behind the bytes. */
    static int valueEnd(byte[] bytes, int from) {
        int depth = 0;
        for (int at = from; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> {
                    at = textEnd(bytes, at + 1);
                    if (depth == 0) {
                        return Math.min(at + 1, bytes.length);
                    }
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth <= 0) {
                        return depth < 0 ? at : at + 1;
                    }
                }
                case ',', ' ', '\n', '\r', '\t' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> { }
            }
        }
        return bytes.length;
    }

    /** Where an object that begins here ends, behind its brace, or behind the bytes. */
    public static int objectEnd(byte[] bytes, int from) {
        int depth = 0;
        for (int at = from; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> at = textEnd(bytes, at + 1);
                case '{' -> depth++;
                case '}' -> {
                    if (--depth <= 0) {
                        return at + 1;
                    }
                }
                default -> { }
            }
        }
        return bytes.length;
    }

    /** Whether these bytes are among the others. */
    public static boolean contains(byte[] bytes, byte[] wanted) {
        for (int from = 0; from <= bytes.length - wanted.length; from++) {
            if (Arrays.equals(wanted, 0, wanted.length, bytes, from, from + wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** The same JSON without line breaks, of which there are none inside of texts. */
    public static byte[] oneLine(byte[] json) {
        byte[] line = json;
        for (int at = 0; at < json.length; at++) {
            if (json[at] == '\n' || json[at] == '\r') {
                line = line == json ? json.clone() : line;
                line[at] = ' ';
            }
        }
        return line;
    }
}
