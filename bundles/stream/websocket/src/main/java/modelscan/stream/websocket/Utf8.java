package modelscan.stream.websocket;

/** Whether bytes are text. */
final class Utf8 {
    private Utf8() {
    }

    /** Whether the bytes from here on are UTF-8 in its only valid form. */
    static boolean valid(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length) {
            int length = bytes[at] >= 0 ? 1 : sequence(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    // The length of the sequence that begins here; 0 if it is wrong. The second byte rules out what has a shorter form,
    // half a surrogate pair and what is beyond the last character.
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3
                : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || bytes.length - at < length) {
            return 0;
        }
        int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        int second = bytes[at + 1] & 0xff;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int place = at + 2; place < at + length; place++) {
            if ((bytes[place] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
