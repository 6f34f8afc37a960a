package modelscan.wire.gemini;

/** Steps through JSON that is still bytes. */
final class JsonBytes {
    private JsonBytes() {
    }

    /** The place of the quote that closes a text begun before; the length if none does. */
    static int quote(byte[] json, int from) {
        for (int at = from; at < json.length; at++) {
            if (json[at] == '"') {
                return at;
            }
            if (json[at] == '\\') {
                at++;
            }
        }
        return json.length;
    }

    /** The first place from here that is no blank. */
    static int solid(byte[] json, int from) {
        for (int at = from; at < json.length; at++) {
            if (json[at] != ' ' && json[at] != '\n' && json[at] != '\r' && json[at] != '\t') {
                return at;
            }
        }
        return json.length;
    }

    /** Where the object that begins here ends, behind its brace. */
    static int objectEnd(byte[] json, int from) {
        int depth = 0;
        for (int at = from; at < json.length; at++) {
            switch (json[at]) {
                case '"' -> at = quote(json, at + 1);
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return at + 1;
                    }
                }
                default -> { }
            }
        }
        return json.length;
    }

    /** The same JSON without line breaks; inside of texts there can be none. */
    static byte[] oneLine(byte[] json) {
        byte[] line = json;
        for (int at = 0; at < json.length; at++) {
            if (json[at] == '\n' || json[at] == '\r') {
                line = line == json ? json.clone() : line;
                line[at] = ' ';
            }
        }
        return line;
    }
}
