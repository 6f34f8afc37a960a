package modelscan.stage.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Writes a JSON object member by member, without a tree: every request does this twice. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final int PLAIN = 0x80;
    /** Room that one letter may take, whatever it is, with all around it. */
    private static final int LETTER = 8;

    private byte[] text = new byte[512];
    private int length;
    private boolean first = true;

    JsonText open() {
        return open('{');
    }

    JsonText open(char bracket) {
        comma();
        put(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        put(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        comma();
        quoted(name);
        put(':');
        first = true;
        return this;
    }

    JsonText text(String value) {
        comma();
        quoted(value);
        return this;
    }

    JsonText member(String name, String value) {
        return name(name).text(value);
    }

    JsonText member(String name, Optional<String> value) {
        return value.isPresent() ? member(name, value.get()) : this;
    }

    JsonText member(String name, long value) {
        return word(name, Long.toString(value));
    }

    /** The member only if it is true. */
    JsonText flag(String name, boolean value) {
        return value ? word(name, "true") : this;
    }

    byte[] bytes() {
        return Arrays.copyOf(text, length);
    }

    private JsonText word(String name, String plain) {
        name(name);
        for (int i = 0; i < plain.length(); i++) {
            put(plain.charAt(i));
        }
        first = false;
        return this;
    }

    private void comma() {
        if (!first) {
            put(',');
        }
        first = false;
    }

    private void quoted(String value) {
        room(value.length());
        text[length++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter >= PLAIN || letter < ' ' || letter == '"' || letter == '\\') {
                // What comes behind is rarely plain again.
                encoded(value.substring(i));
                break;
            }
            text[length++] = (byte) letter;
        }
        put('"');
    }

    private void escaped(char letter) {
        for (char each : new char[] {'\\', 'u', '0', '0', HEX.charAt(letter >> 4), HEX.charAt(letter & 15)}) {
            put(each);
        }
    }

    private void encoded(String rest) {
        for (byte each : rest.getBytes(StandardCharsets.UTF_8)) {
            if (each == '"' || each == '\\') {
                put('\\');
                put((char) each);
            } else if (each >= 0 && each < ' ') {
                escaped((char) each);
            } else {
                put((char) (each & 0xff));
            }
        }
    }

    private void put(char plain) {
        room(0);
        text[length++] = (byte) plain;
    }

    private void room(int letters) {
        if (length + letters + LETTER > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + letters + LETTER));
        }
    }
}
