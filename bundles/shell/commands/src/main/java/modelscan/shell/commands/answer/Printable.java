package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes text safe for a terminal: whoever wrote it, it cannot move the cursor or change a title. */
public final class Printable {
    private static final int REPLACEMENT = '\uFFFD';
    private static final Set<Character.UnicodeScript> WIDE = EnumSet.of(Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA, Character.UnicodeScript.HANGUL);

    private Printable() {
    }

    /** Text of several lines; control characters other than line end and tabulator are replaced. */
    public static String text(String text) {
        return text.codePoints().map(point -> harmless(point) || point == '\n' || point == '\t' ? point : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Text of one line; every run of line ends and tabulators becomes a space. */
    public static String line(String text) {
        return text(text.replaceAll("[\\r\\n\\t]+", " "));
    }

    /** A JSON value on one line: an array as a list, what is missing as nothing. */
    public static String cell(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(cell(element)));
            return String.join(", ", elements);
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return line(value.isBigDecimal() ? value.decimalValue().toPlainString() : value.isValueNode() ? value.asText()
                : value.toString());
    }

    /** How many columns of a terminal the text takes. */
    static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    /** The beginning of the text that fits into so many columns, with an ellipsis if something is missing. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int end = 0;
        for (int taken = 0; taken + width(text.codePointAt(end)) < columns; end = text.offsetByCodePoints(end, 1)) {
            taken += width(text.codePointAt(end));
        }
        return text.substring(0, end) + "…";
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return Character.isEmojiPresentation(point) || WIDE.contains(Character.UnicodeScript.of(point)) ? 2 : 1;
    }

    private static boolean harmless(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }
}
