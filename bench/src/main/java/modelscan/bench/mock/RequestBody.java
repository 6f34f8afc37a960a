package modelscan.bench.mock;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import modelscan.bench.http.MessageParser;

/** A request's body, gathered and looked through without being parsed. */
final class RequestBody implements MessageParser.Body {
    static final int LIMIT = 4 * 1024 * 1024;

    private static final byte[] MODEL = "\"model\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STREAM = "\"stream\"".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[4 * 1024];
    private int length;
    private boolean tooLong;

    @Override
    public void part(byte[] from, int start, int end) {
        int more = end - start;
        if (length + more > LIMIT) {
            tooLong = true;
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
        System.arraycopy(from, start, bytes, length, more);
        length += more;
    }

    boolean isTooLong() {
        return tooLong;
    }

    void clear() {
        length = 0;
        tooLong = false;
    }

    /** The text of the field {@code model}; empty when there is none. */
    String model() {
        int quote = value(MODEL);
        if (quote >= length || bytes[quote] != '"') {
            return "";
        }
        int end = quote + 1;
        while (end < length && bytes[end] != '"') {
            end++;
        }
        return new String(bytes, quote + 1, end - quote - 1, StandardCharsets.UTF_8);
    }

    boolean wantsStream() {
        int at = value(STREAM);
        return at < length && bytes[at] == 't';
    }

    /** Where the value of a field begins; the length when there is no such field. A quoted name inside a text is escaped and does not match. */
    private int value(byte[] name) {
        for (int at = 0; at + name.length < length; at++) {
            if (bytes[at] == '"' && Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
                int colon = skipBlanks(at + name.length);
                if (colon < length && bytes[colon] == ':') {
                    return skipBlanks(colon + 1);
                }
            }
        }
        return length;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
