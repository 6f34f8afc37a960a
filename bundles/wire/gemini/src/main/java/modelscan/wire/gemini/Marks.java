package modelscan.wire.gemini;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/**
 * What a message of an answer is about, seen in one pass over its bytes without building anything.
 *
 * <p>Each word counts only at the depth where it belongs: inside the arguments of a call it means nothing.
 */
final class Marks {
    private static final byte[] ERROR = word("error");
    private static final byte[] INDEX = word("index");
    private static final byte[] CANDIDATES = word("candidates");
    private static final byte[] FINISH_REASON = word("finishReason");
    private static final byte[] FUNCTION_CALL = word("functionCall");
    private static final byte[] USAGE = word("usageMetadata");
    private static final byte[] FEEDBACK = word("promptFeedback");
    private static final byte[] GROUNDING = word("groundingMetadata");
    private static final byte[] CITATION = word("citationMetadata");
    // message → list of candidates → candidate → content → list of parts → part
    private static final int MESSAGE = 1;
    private static final int CANDIDATE = 3;
    private static final int PART = 6;

    private byte[] bytes;
    private int depth;
    private boolean closed;
    private boolean object;
    private boolean candidates;
    private boolean error;
    private boolean tools;
    private boolean more;
    private int finish;
    private int usage;
    private long indexes;

    /** Looks at a message; what was seen before is forgotten. */
    Marks read(byte[] message) {
        bytes = message;
        depth = 0;
        candidates = error = tools = more = false;
        finish = usage = -1;
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

    /** Whether there is a candidate. */
    boolean candidates() {
        return candidates;
    }

    /** Whether it tells of an error. */
    boolean error() {
        return error;
    }

    /** Whether tools are called. */
    boolean tools() {
        return tools;
    }

    /** Whether it tells of sources or of what was found in the prompt. */
    boolean more() {
        return more;
    }

    /** Whether a candidate ends. */
    boolean finish() {
        return finish >= 0;
    }

    /** The word with which the first candidate ends that does; empty if it is not a text. */
    String finishWord() {
        if (finish < 0 || bytes[finish] != '"') {
            return "";
        }
        int end = JsonBytes.textEnd(bytes, finish + 1);
        return new String(bytes, finish + 1, end - finish - 1, StandardCharsets.UTF_8);
    }

    /** Where the object of the usage begins; negative if there is none. */
    int usage() {
        return usage;
    }

    /** One bit for the index of each candidate. */
    long indexes() {
        return indexes == 0 && candidates ? 1 : indexes;
    }

    private void scan() {
        int at = JsonBytes.space(bytes, 0);
        object = at < bytes.length && bytes[at] == '{';
        closed = true;
        for (; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> at = text(at);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> { }
            }
        }
    }

    private int text(int from) {
        int end = JsonBytes.textEnd(bytes, from + 1);
        closed = end < bytes.length;
        boolean deepEnough = depth == MESSAGE || depth == CANDIDATE || depth == PART;
        int colon = deepEnough ? JsonBytes.space(bytes, end + 1) : bytes.length;
        if (colon < bytes.length && bytes[colon] == ':') {
            int value = JsonBytes.space(bytes, colon + 1);
            if (value < bytes.length && bytes[value] != 'n') {
                key(from + 1, end, value);
            }
        }
        return end;
    }

    private void key(int from, int to, int value) {
        if (depth == MESSAGE) {
            error |= is(ERROR, from, to);
            candidates |= is(CANDIDATES, from, to) && bytes[JsonBytes.space(bytes, value + 1) % bytes.length] == '{';
            more |= is(FEEDBACK, from, to);
            usage = is(USAGE, from, to) && bytes[value] == '{' ? value : usage;
        } else if (depth == CANDIDATE) {
            more |= is(GROUNDING, from, to) || is(CITATION, from, to);
            finish = finish < 0 && is(FINISH_REASON, from, to) ? value : finish;
            if (is(INDEX, from, to)) {
                index(value);
            }
        } else {
            tools |= is(FUNCTION_CALL, from, to);
        }
    }

    private boolean is(byte[] word, int from, int to) {
        return to - from == word.length && Arrays.equals(word, 0, word.length, bytes, from, to);
    }

    private void index(int value) {
        int number = 0;
        for (int at = value; at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && number < Long.SIZE; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        indexes |= 1L << Math.min(number, Long.SIZE - 1);
    }

    private static byte[] word(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
