package modelscan.base.json;

import java.nio.charset.StandardCharsets;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Walks over JSON text in UTF-8 and checks every byte of it, but makes nothing of it. */
final class Walk {
    private static final int LONGEST_NUMBER = 1000;

    private final byte[] text;
    private int at;
    private int depth;

    Walk(byte[] text) {
        this.text = text;
        boolean marked = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        this.at = marked ? 3 : 0;
    }

    /** Where it is. */
    int at() {
        return at;
    }

    /** Passes over blanks; whether there is anything after them. */
    boolean more() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return at < text.length;
    }

    /** Passes over blanks and this character if it comes next. */
    boolean pass(char wanted) {
        if (more() && text[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Passes over blanks and this character, which must come next. */
    void demand(char wanted) {
        if (!pass(wanted)) {
            throw wrong(at < text.length ? "'" + wanted + "' is wanted here" : "it ends too early");
        }
    }

    /** Passes over a text in quotes and gives it. */
    String key() {
        more();
        int start = at;
        boolean plain = string();
        return plain ? new String(text, start + 1, at - start - 2, StandardCharsets.UTF_8)
                : Json.read(text, start, at - start).textValue();
    }

    /** Passes over blanks and a value. */
    void value() {
        if (!more()) {
            throw wrong("it ends too early");
        }
        switch (text[at]) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object() {
        deeper();
        if (!pass('}')) {
            do {
                if (!more() || text[at] != '"') {
                    throw wrong("a key in quotes is wanted here");
                }
                string();
                demand(':');
                value();
            } while (pass(','));
            demand('}');
        }
        depth--;
    }

    private void array() {
        deeper();
        if (!pass(']')) {
            do {
                value();
            } while (pass(','));
            demand(']');
        }
        depth--;
    }

    private void deeper() {
        at++;
        if (++depth >= Json.DEPTH) {
            throw wrong("it nests deeper than " + Json.DEPTH);
        }
    }

    /** Passes over a text in quotes; whether it has no escapes. */
    private boolean string() {
        if (at >= text.length || text[at] != '"') {
            throw wrong("a text in quotes is wanted here");
        }
        boolean plain = true;
        at++;
        while ((at = JsonBytes.plainEnd(text, at)) < text.length) {
            byte next = text[at];
            if (next == '"') {
                at++;
                return plain;
            }
            if (next == '\\') {
                plain = false;
                escape();
            } else if (next >= 0) {
                throw wrong("a control character inside a text");
            } else {
                character(next & 0xff);
            }
        }
        throw wrong("it ends inside a text");
    }

    private void escape() {
        at++;
        char kind = at < text.length ? (char) text[at] : 0;
        if (kind == 'u') {
            for (int digit = 1; digit <= 4; digit++) {
                if (at + digit >= text.length || Character.digit(text[at + digit], 16) < 0) {
                    throw wrong("four hexadecimal digits are wanted after \\u");
                }
            }
            at += 5;
        } else if ("\"\\/bfnrt".indexOf(kind) >= 0) {
            at++;
        } else {
            throw wrong("an unknown escape inside a text");
        }
    }

    private void character(int lead) {
        int following = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
        boolean whole = following > 0 && at + following < text.length && shortest(lead, text[at + 1] & 0xff);
        for (int byteOf = 1; whole && byteOf <= following; byteOf++) {
            whole = (text[at + byteOf] & 0xc0) == 0x80;
        }
        if (!whole) {
            throw wrong("bytes inside a text that are not UTF-8");
        }
        at += 1 + following;
    }

    // Longer forms, halves of pairs and what lies above all characters would be read differently by others.
    private static boolean shortest(int lead, int next) {
        return switch (lead) {
            case 0xe0 -> next >= 0xa0;
            case 0xed -> next < 0xa0;
            case 0xf0 -> next >= 0x90;
            case 0xf4 -> next < 0x90;
            default -> true;
        };
    }

    private void word(String word) {
        for (int index = 0; index < word.length(); index++) {
            if (at + index >= text.length || text[at + index] != word.charAt(index)) {
                throw wrong("'" + word + "' is wanted here");
            }
        }
        at += word.length();
    }

    private void number() {
        int start = at;
        if (text[at] == '-') {
            at++;
        }
        if (at < text.length && text[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length && text[at] == '.') {
            at++;
            digits();
        }
        if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < text.length && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits();
        }
        if (at - start > LONGEST_NUMBER) {
            throw wrong("a number of more than " + LONGEST_NUMBER + " digits");
        }
    }

    private void digits() {
        int start = at;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong(at < text.length ? "a value is wanted here" : "it ends too early");
        }
    }

    /** The failure that names this place. */
    FailureException wrong(String what) {
        int line = 1;
        int column = 1;
        for (int index = 0; index < Math.min(at, text.length); index++) {
            column = text[index] == '\n' ? 1 : column + 1;
            line += text[index] == '\n' ? 1 : 0;
        }
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                "not valid JSON at line " + line + ", column " + column + ": " + what));
    }
}
