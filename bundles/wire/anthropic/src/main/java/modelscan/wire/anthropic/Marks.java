package modelscan.wire.anthropic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/**
 * What an event is about, seen in one pass over its bytes without building anything.
 *
 * <p>Texts are stepped over, so that words inside of them are never taken for keys.
 */
final class Marks {
    private static final byte[] TYPE = {'t', 'y', 'p', 'e'};
    private static final byte[] INDEX = {'i', 'n', 'd', 'e', 'x'};

    private byte[] bytes = {};
    private int depth;
    private boolean object;
    private boolean closed;
    private int type;
    private int innerType;
    private int index;

    /** Looks at an event; what was seen before is forgotten. */
    Marks read(byte[] event) {
        bytes = event;
        depth = 0;
        type = innerType = index = -1;
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

    /** The type of the event; empty if it does not say. */
    String type() {
        return word(type);
    }

    /** The type of the block or the step it holds; empty if it does not say. */
    String innerType() {
        return word(innerType);
    }

    /** Whether it brings nothing but more text or thoughts. */
    boolean words() {
        return is("content_block_delta", type)
                && (is("text_delta", innerType) || is("thinking_delta", innerType) || is("signature_delta", innerType));
    }

    /** The number of the block it is about; 0 if it does not say. */
    int index() {
        int number = 0;
        for (int at = index; at >= 0 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && number < 1_000_000; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private String word(int value) {
        if (value < 0 || bytes[value] != '"') {
            return "";
        }
        int end = JsonBytes.textEnd(bytes, value + 1);
        return new String(bytes, value + 1, end - value - 1, StandardCharsets.UTF_8);
    }

    private boolean is(String word, int value) {
        int end = value + 1 + word.length();
        if (value < 0 || end >= bytes.length || bytes[value] != '"' || bytes[end] != '"') {
            return false;
        }
        for (int at = 0; at < word.length(); at++) {
            if (bytes[value + 1 + at] != word.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private void scan() {
        int length = bytes.length;
        int at = JsonBytes.space(bytes, 0);
        object = at < length && bytes[at] == '{';
        closed = true;
        while (at < length) {
            switch (bytes[at]) {
                case '"' -> {
                    int end = JsonBytes.textEnd(bytes, at + 1);
                    closed = end < length;
                    int next = JsonBytes.space(bytes, end + 1);
                    if (next < length && bytes[next] == ':') {
                        key(at + 1, end, JsonBytes.space(bytes, next + 1));
                    }
                    at = end;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> { }
            }
            at++;
        }
    }

    private void key(int from, int to, int value) {
        if (value >= bytes.length) {
            return;
        }
        if (to - from == 4 && depth <= 2 && Arrays.equals(TYPE, 0, 4, bytes, from, to)) {
            if (depth == 1) {
                type = value;
            } else if (depth == 2 && innerType < 0) {
                innerType = value;
            }
        } else if (to - from == 5 && depth == 1 && Arrays.equals(INDEX, 0, 5, bytes, from, to)) {
            index = value;
        }
    }
}
