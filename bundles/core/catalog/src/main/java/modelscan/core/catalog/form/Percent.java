package modelscan.core.catalog.form;

import java.nio.charset.StandardCharsets;

/** Writes text into an address. */
final class Percent {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-._~";

    private Percent() {
    }

    /** The text with everything encoded that is not a letter, a digit or one of {@code -._~}. */
    static String encode(String text) {
        return encode(text, PLAIN);
    }

    /** The same, but slashes, colons and at signs stay. */
    static String encodeSegments(String text) {
        return encode(text, PLAIN + "/:@");
    }

    private static String encode(String text, String plain) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            if (letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9'
                    || plain.indexOf(letter) >= 0) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 15));
            }
        }
        return encoded.toString();
    }
}
