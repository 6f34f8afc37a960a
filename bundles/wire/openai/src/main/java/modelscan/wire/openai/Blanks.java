package modelscan.wire.openai;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Where words that were heard one by one are written with a blank between them. */
final class Blanks {
    // Korean is not among them: it has blanks.
    private static final Set<UnicodeScript> WITHOUT = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN, UnicodeScript.JAVANESE, UnicodeScript.BALINESE, UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE, UnicodeScript.TAI_THAM);
    // Punctuation and lengthening marks of no script of their own.
    private static final Set<UnicodeBlock> WIDE = Set.of(UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION, UnicodeBlock.KATAKANA,
            UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);

    private Blanks() {
    }

    /** Whether a blank is missing between what was written and what comes next. */
    static boolean between(CharSequence before, CharSequence after) {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        return apart(Character.codePointBefore(before, before.length())) && apart(Character.codePointAt(after, 0));
    }

    private static boolean apart(int letter) {
        return !Character.isWhitespace(letter) && !WITHOUT.contains(UnicodeScript.of(letter)) && !WIDE.contains(UnicodeBlock.of(letter));
    }
}
