package modelscan.core.tokens;

/**
 * What a text is made of, as far as tokenizers care: words, long words, scripts, digits, marks, blanks.
 *
 * <p>One pass, no garbage; {@link Weights} turn it into tokens.
 */
final class Tally {
    static final int WORDS = 0;
    static final int LONG_LETTERS = 1;
    static final int ACCENTED = 2;
    static final int INNER_CAPITALS = 3;
    static final int CYRILLIC = 4;
    static final int ARABIC = 5;
    static final int INDIC = 6;
    static final int HAN = 7;
    static final int KANA = 8;
    static final int HANGUL = 9;
    static final int DIGITS = 10;
    static final int NUMBERS = 11;
    static final int MARKS = 12;
    static final int MORE_MARKS = 13;
    static final int LINES = 14;
    static final int INDENTS = 15;
    static final int WIDE_MARKS = 16;
    static final int OTHERS = 17;
    static final int KINDS = 18;

    // Words up to this many letters are mostly one token.
    private static final int SHORT_WORD = 6;

    private final long[] counts = new long[KINDS];
    private int word;
    private boolean small;
    private char before;

    /** Adds a text. */
    void add(CharSequence text) {
        before = ' ';
        word = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter < 0x80) {
                ascii(letter);
            } else {
                beyond(letter);
            }
            before = letter;
        }
        word = 0;
    }

    /** Adds a text as it stands in JSON, between its quotes. */
    void add(byte[] json, int from, int end) {
        before = ' ';
        word = 0;
        for (int at = from; at < end; at++) {
            int lead = json[at] & 0xff;
            if (lead == ' ' || letter(lead)) {
                at = plain(json, at, end) - 1;
                continue;
            }
            char letter;
            if (lead == '\\' && at + 1 < end) {
                at++;
                letter = json[at] == 'n' ? '\n' : json[at] == 't' ? '\t' : json[at] == 'u' && at + 4 < end ? unit(json, at + 1) : (char) json[at];
                at += json[at] == 'u' ? 4 : 0;
            } else if (lead < 0x80) {
                letter = (char) lead;
            } else {
                // What has four bytes is of the rare kinds; its half stands for it.
                int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
                letter = more == 3 || at + more >= end ? '\uD83D' : more == 2
                        ? (char) ((lead & 0xf) << 12 | (json[at + 1] & 0x3f) << 6 | json[at + 2] & 0x3f)
                        : (char) ((lead & 0x1f) << 6 | json[at + 1] & 0x3f);
                at += more;
            }
            if (letter < 0x80) {
                ascii(letter);
            } else {
                beyond(letter);
            }
            before = letter;
        }
        word = 0;
    }

    // Nearly all of most texts: words of plain letters, and the spaces between them.
    private int plain(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] == ' ') {
            counts[INDENTS] += before == '\n' || before == '\t' ? 1 : 0;
            before = ' ';
            word = 0;
            small = false;
            at++;
        }
        int start = at;
        int inner = 0;
        boolean after = small;
        for (; at < end; at++) {
            byte here = json[at];
            if (here >= 'a' && here <= 'z') {
                after = true;
            } else if (here >= 'A' && here <= 'Z') {
                inner += after ? 1 : 0;
                after = false;
            } else {
                break;
            }
        }
        small = after;
        counts[INNER_CAPITALS] += inner;
        if (at > start) {
            counts[WORDS] += word == 0 ? 1 : 0;
            counts[LONG_LETTERS] += Math.max(0, word + at - start - SHORT_WORD) - Math.max(0, word - SHORT_WORD);
            word += at - start;
            before = (char) json[at - 1];
        }
        return at;
    }

    private static boolean letter(int ascii) {
        int small = ascii | 0x20;
        return small >= 'a' && small <= 'z';
    }

    private static char unit(byte[] json, int from) {
        int unit = 0;
        for (int at = from; at < from + 4; at++) {
            unit = unit << 4 | Math.max(0, Character.digit(json[at], 16));
        }
        return (char) unit;
    }

    /** How often a kind was there. */
    long count(int kind) {
        return counts[kind];
    }

    private void ascii(char letter) {
        boolean capital = letter >= 'A' && letter <= 'Z';
        if (capital || letter >= 'a' && letter <= 'z') {
            if (capital && small) {
                counts[INNER_CAPITALS]++;
            }
            small = !capital;
            letter();
            return;
        }
        word = 0;
        small = false;
        if (letter >= '0' && letter <= '9') {
            counts[DIGITS]++;
            counts[NUMBERS] += before >= '0' && before <= '9' ? 0 : 1;
        } else if (letter == '\n') {
            counts[LINES] += before == '\n' ? 0 : 1;
        } else if (letter == ' ' || letter == '\t' || letter == '\r') {
            counts[INDENTS] += before == '\n' || before == '\t' ? 1 : 0;
        } else {
            boolean more = before > ' ' && before < 0x80 && !plain(before);
            counts[more ? MORE_MARKS : MARKS]++;
        }
    }

    private static boolean plain(char ascii) {
        return ascii >= 'a' && ascii <= 'z' || ascii >= 'A' && ascii <= 'Z' || ascii >= '0' && ascii <= '9';
    }

    private void letter() {
        counts[WORDS] += word == 0 ? 1 : 0;
        word++;
        counts[LONG_LETTERS] += word > SHORT_WORD ? 1 : 0;
    }

    private void beyond(char letter) {
        if (letter >= 0xC0 && letter < 0x250 || letter >= 0x1E00 && letter < 0x1F00) {
            small = true;
            counts[ACCENTED]++;
            letter();
            return;
        }
        word = 0;
        small = false;
        counts[kind(letter)]++;
    }

    private static int kind(char letter) {
        if (letter >= 0x370 && letter < 0x590) {
            return CYRILLIC;
        }
        if (letter >= 0x590 && letter < 0x900 || letter >= 0xFB50 && letter < 0xFDFE) {
            return ARABIC;
        }
        if (letter >= 0x900 && letter < 0x1100) {
            return INDIC;
        }
        if (letter >= 0x3040 && letter < 0x3100) {
            return KANA;
        }
        if (letter >= 0x3400 && letter < 0xA000) {
            return HAN;
        }
        if (letter >= 0xAC00 && letter < 0xD7B0 || letter >= 0x1100 && letter < 0x1200) {
            return HANGUL;
        }
        boolean mark = letter >= 0xA0 && letter < 0xC0 || letter >= 0x2010 && letter < 0x2070
                || letter >= 0x3000 && letter < 0x3040 || letter >= 0xFF00 && letter < 0xFFF0;
        return mark ? WIDE_MARKS : OTHERS;
    }
}
