package modelscan.wire.openai;

import java.util.Arrays;
import modelscan.base.json.JsonBytes;

/** Looks, without a tree, whether a request that is known to be JSON has a message. */
final class FirstMessage {
    private static final byte[] MESSAGES = {'"', 'm', 'e', 's', 's', 'a', 'g', 'e', 's', '"'};

    private FirstMessage() {
    }

    /** True if there surely is one; false asks for a closer look. */
    static boolean in(byte[] bytes) {
        int depth = 0;
        for (int at = 0; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> {
                    int end = JsonBytes.textEnd(bytes, at + 1);
                    int behind = Math.min(end + 1, bytes.length);
                    if (depth == 1 && Arrays.equals(MESSAGES, 0, MESSAGES.length, bytes, at, behind)) {
                        int colon = JsonBytes.space(bytes, end + 1);
                        if (colon < bytes.length && bytes[colon] == ':') {
                            return filledList(bytes, JsonBytes.space(bytes, colon + 1));
                        }
                    }
                    at = end;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> { }
            }
        }
        return false;
    }

    private static boolean filledList(byte[] bytes, int at) {
        if (at >= bytes.length || bytes[at] != '[') {
            return false;
        }
        int inside = JsonBytes.space(bytes, at + 1);
        return inside < bytes.length && bytes[inside] != ']';
    }
}
