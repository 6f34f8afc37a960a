package modelscan.wire.responses;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/**
 * What an event or an answer is about, seen in one pass over its bytes without building anything.
 *
 * <p>Texts are stepped over, so that words inside of them are never taken for keys.
 */
final class Marks {
    private static final byte[] TYPE = {'t', 'y', 'p', 'e'};
    private static final byte[] DELTA = {'d', 'e', 'l', 't', 'a'};
    private static final byte[] OUTPUT_INDEX = "output_index".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_INDEX = "content_index".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEQUENCE = "sequence_number".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT_DELTA = EventWords.TEXT_DELTA.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FUNCTION_CALL = "function_call".getBytes(StandardCharsets.US_ASCII);
    // answer object → array of output → item
    private static final int ITEM_DEPTH = 3;
    private static final int MOST = 1_000_000;

    private byte[] bytes;
    private int depth;
    private boolean object;
    private boolean closed;
    private boolean calls;
    private int type;
    private int delta;
    private int output;
    private int content;
    private int sequence;

    /** Looks at a message; what was seen before is forgotten. */
    Marks read(byte[] message) {
        bytes = message;
        depth = 0;
        calls = false;
        type = delta = output = content = sequence = -1;
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

    /** Its type; empty if it has none. */
    String type() {
        if (type < 0 || bytes[type] != '"') {
            return "";
        }
        int end = JsonBytes.textEnd(bytes, type + 1);
        return Arrays.equals(TEXT_DELTA, 0, TEXT_DELTA.length, bytes, type + 1, end) ? EventWords.TEXT_DELTA
                : new String(bytes, type + 1, end - type - 1, StandardCharsets.UTF_8);
    }

    /** Its {@code output_index}, or -1. */
    int output() {
        return number(output);
    }

    /** Its {@code content_index}, or -1. */
    int content() {
        return number(content);
    }

    /** Its {@code sequence_number}, or -1. */
    int sequence() {
        return number(sequence);
    }

    /** Where the text of its {@code delta} begins behind the quote, or -1. */
    int delta() {
        return delta >= 0 && delta < bytes.length && bytes[delta] == '"' ? delta + 1 : -1;
    }

    /** Whether an item of a whole answer calls a tool. */
    boolean calls() {
        return calls;
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
                    int next = depth == 1 || depth == ITEM_DEPTH ? JsonBytes.space(bytes, end + 1) : length;
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
        if (depth == ITEM_DEPTH) {
            calls |= to - from == TYPE.length && is(TYPE, from, to) && value < bytes.length && bytes[value] == '"'
                    && is(FUNCTION_CALL, value + 1, JsonBytes.textEnd(bytes, value + 1));
            return;
        }
        switch (to - from) {
            case 4 -> type = is(TYPE, from, to) ? value : type;
            case 5 -> delta = is(DELTA, from, to) ? value : delta;
            case 12 -> output = is(OUTPUT_INDEX, from, to) ? value : output;
            case 13 -> content = is(CONTENT_INDEX, from, to) ? value : content;
            case 15 -> sequence = is(SEQUENCE, from, to) ? value : sequence;
            default -> { }
        }
    }

    private boolean is(byte[] word, int from, int to) {
        return Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private int number(int value) {
        int number = -1;
        for (int at = Math.max(value, 0); value >= 0 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = Math.min(MOST, Math.max(number, 0) * 10 + bytes[at] - '0');
        }
        return number;
    }
}
