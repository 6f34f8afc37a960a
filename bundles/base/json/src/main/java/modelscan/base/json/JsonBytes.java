package modelscan.base.json;

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
    private JsonBytes() {
    }

    /** Where a text that begins here ends: at its closing quote, or behind the bytes. */
    public static int textEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, bytes.length);
    }

    /** The first place from here that is not white space, or behind the bytes. */
    public static int space(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return Math.min(at, bytes.length);
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
