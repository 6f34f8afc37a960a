package modelscan.wire.openai;

import java.nio.charset.StandardCharsets;

/** Looks, without a tree, whether a request gives back thoughts that a vendor of another dialect sealed. */
final class ForeignSeals {
    private static final byte[][] KEYS = {key("signature"), key("data"), key("thought_signature")};
    private static final int LONGEST_NAME = 40;

    private ForeignSeals() {
    }

    /** Whether the value of a seal begins with the name of a dialect and a hash. */
    static boolean in(byte[] request) {
        for (int at = 0; at < request.length; at++) {
            if (request[at] == '#' && sealed(request, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean sealed(byte[] request, int hash) {
        int at = hash - 1;
        while (at > 0 && hash - at <= LONGEST_NAME + 1 && name(request[at])) {
            at--;
        }
        if (at <= 0 || at == hash - 1 || request[at] != '"') {
            return false;
        }
        at = blank(request, at - 1);
        if (at < 0 || request[at] != ':') {
            return false;
        }
        at = blank(request, at - 1);
        for (byte[] key : KEYS) {
            if (endsWith(request, at, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean name(byte each) {
        return each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-';
    }

    private static int blank(byte[] request, int from) {
        int at = from;
        while (at >= 0 && (request[at] == ' ' || request[at] == '\n' || request[at] == '\r' || request[at] == '\t')) {
            at--;
        }
        return at;
    }

    private static boolean endsWith(byte[] request, int last, byte[] word) {
        int from = last + 1 - word.length;
        for (int at = 0; at < word.length; at++) {
            if (from < 0 || request[from + at] != word[at]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] key(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }
}
