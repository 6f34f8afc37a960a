package modelscan.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes the flat JSON objects of the shell's protocol, without a library: the client has to start fast.
 *
 * <p>A value is a {@code String}, a {@code Long}, a {@code Boolean} or a list of such.
 */
final class ShellClientJson {
    private static final String BARE = "+-.0123456789abcdefghijklmnopqrstuvwxyzE";

    private final String text;
    private int at;

    private ShellClientJson(String text) {
        this.text = text;
    }

    /**
     * The members of an object, in their order.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static Map<String, Object> read(String text) {
        ShellClientJson json = new ShellClientJson(text);
        Map<String, Object> members = new LinkedHashMap<>();
        json.expect('{');
        while (!json.skip('}')) {
            if (!members.isEmpty()) {
                json.expect(',');
            }
            String key = json.string();
            json.expect(':');
            members.put(key, json.value());
        }
        json.end();
        return members;
    }

    /** The text as a JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                json.append('\\').append(letter);
            } else if (letter < ' ' || Character.isSurrogate(letter)) {
                json.append("\\u%04x".formatted((int) letter));
            } else {
                json.append(letter);
            }
        }
        return json.append('"').toString();
    }

    private Object value() {
        space();
        return switch (letter()) {
            case '"' -> string();
            case '[' -> list();
            default -> bare();
        };
    }

    private List<Object> list() {
        List<Object> elements = new ArrayList<>();
        expect('[');
        while (!skip(']')) {
            if (!elements.isEmpty()) {
                expect(',');
            }
            space();
            if (letter() == '[') {
                throw wrong("a list in a list");
            }
            elements.add(value());
        }
        return elements;
    }

    private Object bare() {
        int begin = at;
        while (at < text.length() && BARE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String word = text.substring(begin, at);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException other) {
            throw wrong("neither text, whole number, true, false nor list");
        }
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char letter = take(); letter != '"'; letter = take()) {
            string.append(letter == '\\' ? escaped(take()) : letter);
        }
        return string.toString();
    }

    private char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> letter;
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            int value = Character.digit(take(), 16);
            if (value < 0) {
                throw wrong("no hexadecimal digit");
            }
            code = code * 16 + value;
        }
        return (char) code;
    }

    private void expect(char wanted) {
        if (!skip(wanted)) {
            throw wrong("no " + wanted);
        }
    }

    private boolean skip(char wanted) {
        space();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void end() {
        space();
        if (at < text.length()) {
            throw wrong("something after the end");
        }
    }

    private char take() {
        char letter = letter();
        at++;
        return letter;
    }

    private char letter() {
        if (at == text.length()) {
            throw wrong("an end too early");
        }
        return text.charAt(at);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " at character " + at);
    }
}
