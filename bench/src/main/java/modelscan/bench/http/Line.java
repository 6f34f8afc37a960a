package modelscan.bench.http;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** One line of an HTTP head, gathered over as many reads as it takes. */
final class Line {
    static final int LIMIT = 8 * 1024;

    private final byte[] bytes = new byte[LIMIT];
    private int length;
    private boolean complete;

    /** Takes bytes up to and with the line feed; answers the position after them. */
    int feed(byte[] in, int from, int to) throws ProtocolException {
        int end = from;
        while (end < to && in[end] != '\n') {
            end++;
        }
        if (length + end - from > LIMIT) {
            throw new ProtocolException("a line is longer than " + LIMIT + " bytes");
        }
        System.arraycopy(in, from, bytes, length, end - from);
        length += end - from;
        if (end == to) {
            return to;
        }
        complete = true;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return end + 1;
    }

    boolean complete() {
        return complete;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void clear() {
        length = 0;
        complete = false;
    }

    boolean startsWith(String lowerCase) {
        return matches(lowerCase, 0);
    }

    boolean endsWith(String lowerCase) {
        return matches(lowerCase, length - lowerCase.length());
    }

    private boolean matches(String lowerCase, int offset) {
        if (offset < 0 || offset + lowerCase.length() > length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int octet = bytes[offset + i];
            if ((octet >= 'A' && octet <= 'Z' ? octet + 32 : octet) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The number that starts at the offset, blanks before it skipped; it ends at a blank, a semicolon or the line's end. */
    long number(int offset, int radix) throws ProtocolException {
        int at = offset;
        while (at < length && bytes[at] == ' ') {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < length && bytes[at] != ' ' && bytes[at] != ';') {
            int digit = Character.digit(bytes[at], radix);
            if (digit < 0 || at - first >= 12) {
                throw new ProtocolException("not a number: " + text());
            }
            value = value * radix + digit;
            at++;
        }
        if (at == first) {
            throw new ProtocolException("a number is missing: " + text());
        }
        return value;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
