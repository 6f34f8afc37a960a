package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Optional;

/** A text, number or literal that comes character by character. */
final class JsonWord {
    private static final int LONGEST_NUMBER = 400;
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?";
    private final StringBuilder text = new StringBuilder();
    private boolean quoted;
    private boolean escaped;
    private int hexLeft;
    private int hex;
    private boolean before;

    /** What a character meant. */
    enum Step {
        /** The word goes on. */
        MORE,
        /** It was the last of the word. */
        LAST,
        /** The word had ended before it. */
        BEFORE,
        /** It cannot stand here. */
        WRONG
    }

    boolean begins(char c) {
        return c == '"' || c == '-' || c >= '0' && c <= '9' || c == 't' || c == 'f' || c == 'n';
    }

    void begin(char c) {
        text.setLength(0);
        escaped = false;
        before = false;
        hexLeft = 0;
        quoted = c == '"';
        if (!quoted) {
            text.append(c);
        }
    }

    Step add(char c) {
        return quoted ? quotedCharacter(c) : plainCharacter(c);
    }

    /** Whether the character that ended it belongs to what follows. */
    boolean endedBefore() {
        return before;
    }

    String text() {
        return text.toString();
    }

    /** A bit of it for messages. */
    String shown() {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text();
    }

    /** What is there of a text that has not ended, without half a character. */
    Optional<String> openText() {
        if (!quoted) {
            return Optional.empty();
        }
        int end = text.length();
        return Optional.of(end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? text.substring(0, end - 1) : text());
    }

    JsonNode value() {
        if (quoted) {
            return TextNode.valueOf(text());
        }
        return switch (text()) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            default -> DecimalNode.valueOf(new BigDecimal(text()));
        };
    }

    private Step quotedCharacter(char c) {
        if (hexLeft > 0) {
            return hexDigit(c);
        }
        if (escaped) {
            return escape(c);
        }
        switch (c) {
            case '"' -> {
                return Step.LAST;
            }
            case '\\' -> escaped = true;
            // Models write line breaks into texts as they are.
            default -> text.append(c);
        }
        return Step.MORE;
    }

    private Step escape(char c) {
        escaped = false;
        int known = "\"\\/bfnrt".indexOf(c);
        if (c == 'u') {
            hexLeft = 4;
            hex = 0;
        } else if (known >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(known));
        } else {
            text.append('\\').append(c);
        }
        return Step.MORE;
    }

    private Step hexDigit(char c) {
        int digit = Character.digit(c, 16);
        if (digit < 0 || c > 'f') {
            return Step.WRONG;
        }
        hex = hex * 16 + digit;
        hexLeft--;
        if (hexLeft == 0) {
            text.append((char) hex);
        }
        return Step.MORE;
    }

    private Step plainCharacter(char c) {
        boolean part = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'E';
        if (part) {
            text.append(c);
            return text.length() > LONGEST_NUMBER ? Step.WRONG : Step.MORE;
        }
        before = true;
        String word = text();
        boolean literal = word.equals("true") || word.equals("false") || word.equals("null");
        return literal || word.matches(NUMBER) ? Step.BEFORE : Step.WRONG;
    }
}
