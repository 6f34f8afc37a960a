package modelscan.wire.openai;

import java.util.Locale;
import java.util.Optional;

/** Reads the headers of a part of a form, and the parameters in them. */
final class Disposition {
    private Disposition() {
    }

    /** The value of a header in some lines; empty if it is not there. */
    static String header(String lines, String name) {
        for (String line : lines.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }

    /** A parameter behind the first semicolon, with or without quotes. */
    static Optional<String> parameter(String value, String name) {
        int at = value.indexOf(';');
        while (at >= 0 && at < value.length()) {
            int equals = value.indexOf('=', at);
            if (equals < 0) {
                return Optional.empty();
            }
            String key = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder text = new StringBuilder();
            at = read(value, equals + 1, text);
            if (key.equals(name)) {
                return Optional.of(text.toString());
            }
        }
        return Optional.empty();
    }

    // Reads one value and gives the place of the semicolon behind it.
    private static int read(String value, int from, StringBuilder text) {
        int at = from;
        while (at < value.length() && value.charAt(at) == ' ') {
            at++;
        }
        if (at < value.length() && value.charAt(at) == '"') {
            return quoted(value, at + 1, text);
        }
        int semicolon = value.indexOf(';', at);
        int end = semicolon < 0 ? value.length() : semicolon;
        text.append(value.substring(at, end).strip());
        return end;
    }

    private static int quoted(String value, int from, StringBuilder text) {
        int at = from;
        while (at < value.length() && value.charAt(at) != '"') {
            boolean escaped = value.charAt(at) == '\\' && at + 1 < value.length()
                    && (value.charAt(at + 1) == '"' || value.charAt(at + 1) == '\\');
            text.append(value.charAt(escaped ? at + 1 : at));
            at += escaped ? 2 : 1;
        }
        int semicolon = value.indexOf(';', at);
        return semicolon < 0 ? value.length() : semicolon;
    }
}
