package modelscan.wire.ollama;

import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/**
 * What a line is about, seen in one pass over its bytes without building anything.
 *
 * <p>Texts are stepped over, so that words inside of them are never taken for keys.
 */
final class Marks {
    private static final byte[] DONE = {'d', 'o', 'n', 'e'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
    private static final byte[] TOOL_CALLS = {'t', 'o', 'o', 'l', '_', 'c', 'a', 'l', 'l', 's'};

    private byte[] bytes;
    private int depth;
    private boolean object;
    private boolean closed;
    private boolean done;
    private boolean error;
    private boolean tools;

    /** Looks at a line; what was seen before is forgotten. */
    Marks read(byte[] line) {
        bytes = line;
        depth = 0;
        done = error = tools = false;
        scan();
        return this;
    }

    /** Whether it is one object, from its first brace to its last. */
    boolean whole() {
        return object && closed && depth == 0;
    }

    /** Whether it is an object that breaks off. */
    boolean cut() {
        return object && (!closed || depth > 0);
    }

    /** Whether it is the last line. */
    boolean done() {
        return done;
    }

    /** Whether it tells of an error. */
    boolean error() {
        return error;
    }

    /** Whether tools are called. */
    boolean tools() {
        return tools;
    }

    private void scan() {
        int at = JsonBytes.space(bytes, 0);
        object = at < bytes.length && bytes[at] == '{';
        closed = true;
        for (; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> at = text(at + 1);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> { }
            }
        }
    }

    // Passes over a text to its closing quote; a text before a colon is a key.
    private int text(int from) {
        int end = JsonBytes.textEnd(bytes, from);
        closed = end < bytes.length;
        int colon = JsonBytes.space(bytes, end + 1);
        if (colon < bytes.length && bytes[colon] == ':') {
            key(from, end, JsonBytes.space(bytes, colon + 1));
        }
        return end;
    }

    private void key(int from, int to, int value) {
        if (value >= bytes.length || bytes[value] == 'n') {
            return;
        }
        switch (to - from) {
            case 4 -> done |= depth == 1 && bytes[value] == 't' && is(DONE, from, to);
            case 5 -> error |= depth == 1 && is(ERROR, from, to);
            case 10 -> tools |= depth <= 2 && !emptyList(value) && is(TOOL_CALLS, from, to);
            default -> { }
        }
    }

    private boolean is(byte[] word, int from, int to) {
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private boolean emptyList(int value) {
        int inside = bytes[value] == '[' ? JsonBytes.space(bytes, value + 1) : bytes.length;
        return inside < bytes.length && bytes[inside] == ']';
    }
}
