package modelscan.http.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Decodes the percent signs of a path. */
final class PercentCode {
    private PercentCode() {
    }

    /**
     * The text of a piece of a path.
     *
     * @throws FailureException {@code INVALID_REQUEST} if it is no percent-encoded UTF-8, or would climb up
     */
    static String decode(String raw) {
        String text = raw.indexOf('%') < 0 ? raw : decoded(raw);
        for (int start = 0; start <= text.length();) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            if (isDots(text, start, end)) {
                throw refuse("has a '.' or '..' in it");
            }
            start = end + 1;
        }
        return text;
    }

    private static boolean isDots(String text, int start, int end) {
        return end - start <= 2 && end > start && text.charAt(start) == '.' && text.charAt(end - 1) == '.';
    }

    private static String decoded(String raw) {
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c > 0x7f) {
                throw refuse("has a character that must be percent-encoded");
            }
            if (c != '%') {
                bytes[length++] = (byte) c;
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
            if (low < 0) {
                throw refuse("has a '%' without two digits");
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException notText) {
            throw refuse("is not UTF-8");
        }
    }

    private static FailureException refuse(String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the path " + why));
    }
}
