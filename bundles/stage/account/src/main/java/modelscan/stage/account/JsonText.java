package modelscan.stage.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes a JSON object member by member, without a tree: every request does this twice. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(512);
    private boolean first = true;

    JsonText open() {
        return open('{');
    }

    JsonText open(char bracket) {
        comma();
        text.append(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    JsonText name(String name) {
        comma();
        quoted(name);
        text.append(':');
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
        name(name);
        text.append(value);
        first = false;
        return this;
    }

    /** The member only if it is true. */
    JsonText flag(String name, boolean value) {
        if (value) {
            name(name);
            text.append(true);
            first = false;
        }
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void comma() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < ' ') {
                text.append("\\u00").append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 15));
            } else {
                text.append(letter);
            }
        }
        text.append('"');
    }
}
