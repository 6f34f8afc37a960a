package modelscan.wire.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/**
 * What a chunk or an answer is about, seen in one pass over its bytes without building anything.
 *
 * <p>Texts are stepped over, so that words inside of them are never taken for keys.
 */
final class Marks {
    private static final byte[] USAGE = {'u', 's', 'a', 'g', 'e'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
    private static final byte[] CITATIONS = {'c', 'i', 't', 'a', 't', 'i', 'o', 'n', 's'};
    private static final byte[] SEARCH_RESULTS = {'s', 'e', 'a', 'r', 'c', 'h', '_', 'r', 'e', 's', 'u', 'l', 't', 's'};
    private static final byte[] INDEX = {'i', 'n', 'd', 'e', 'x'};
    private static final byte[] CHOICES = {'c', 'h', 'o', 'i', 'c', 'e', 's'};
    private static final byte[] TOOL_CALLS = {'t', 'o', 'o', 'l', '_', 'c', 'a', 'l', 'l', 's'};
    private static final byte[] FINISH_REASON = {'f', 'i', 'n', 'i', 's', 'h', '_', 'r', 'e', 'a', 's', 'o', 'n'};
    private static final byte[] FUNCTION_CALL = {'f', 'u', 'n', 'c', 't', 'i', 'o', 'n', '_', 'c', 'a', 'l', 'l'};
    // message object → array of choices → choice
    private static final int CHOICE_DEPTH = 3;

    private byte[] bytes;
    private int depth;
    private boolean object;
    private boolean closed;
    private boolean usage;
    private boolean error;
    private boolean tools;
    private boolean choices;
    private boolean sources;
    private boolean noChoice;
    private int finish;
    private long indexes;

    /** Looks at a message; what was seen before is forgotten. */
    Marks read(byte[] message) {
        bytes = message;
        depth = 0;
        usage = error = tools = choices = sources = noChoice = false;
        finish = -1;
        indexes = 0;
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

    /** Whether it tells of usage. */
    boolean usage() {
        return usage;
    }

    /** Whether it tells of an error. */
    boolean error() {
        return error;
    }

    /** Whether tools are called. */
    boolean tools() {
        return tools;
    }

    /** Whether sources stand beside the choices. */
    boolean sources() {
        return sources;
    }

    /** Whether it has choices, be it none in a list. */
    boolean choices() {
        return choices;
    }

    /** Whether there is not a single choice. */
    boolean noChoice() {
        return noChoice || !choices;
    }

    /** Whether a choice ends. */
    boolean finish() {
        return finish >= 0;
    }

    /** The word with which the first choice ends that does; empty if it is not a text. */
    String finishWord() {
        if (finish < 0 || bytes[finish] != '"') {
            return "";
        }
        int end = JsonBytes.textEnd(bytes, finish + 1);
        return new String(bytes, finish + 1, Math.min(end, bytes.length) - finish - 1, StandardCharsets.UTF_8);
    }

    /** One bit for the index of each choice. */
    long indexes() {
        return indexes == 0 && !noChoice() ? 1 : indexes;
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
        boolean something = value < bytes.length && bytes[value] != 'n';
        switch (to - from) {
            case 5 -> {
                usage |= something && is(USAGE, from, to);
                error |= something && is(ERROR, from, to);
                if (depth == CHOICE_DEPTH && is(INDEX, from, to)) {
                    index(value);
                }
            }
            case 7 -> {
                if (is(CHOICES, from, to)) {
                    choices |= something;
                    noChoice |= emptyList(value);
                }
            }
            case 9 -> sources |= depth == 1 && something && is(CITATIONS, from, to) && !emptyList(value);
            case 14 -> sources |= depth == 1 && something && is(SEARCH_RESULTS, from, to) && !emptyList(value);
            case 10 -> tools |= something && is(TOOL_CALLS, from, to) && !emptyList(value);
            case 13 -> {
                tools |= something && is(FUNCTION_CALL, from, to);
                if (something && finish < 0 && is(FINISH_REASON, from, to)) {
                    finish = value;
                }
            }
            default -> { }
        }
    }

    private boolean is(byte[] word, int from, int to) {
        return bytes[from] == word[0] && Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private boolean emptyList(int value) {
        int inside = value < bytes.length && bytes[value] == '[' ? JsonBytes.space(bytes, value + 1) : bytes.length;
        return inside < bytes.length && bytes[inside] == ']';
    }

    private void index(int value) {
        int number = 0;
        for (int at = value; at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && number < Long.SIZE; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        indexes |= 1L << Math.min(number, Long.SIZE - 1);
    }
}
