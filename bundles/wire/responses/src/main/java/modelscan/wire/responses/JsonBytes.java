package modelscan.wire.responses;

/** Steps through JSON that is still bytes. */
final class JsonBytes {
    private JsonBytes() {
    }

    /** Where the text that begins before this place ends: at its closing quote, or behind the bytes. */
    static int textEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    /** The first place from here that is not white space. */
    static int space(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
