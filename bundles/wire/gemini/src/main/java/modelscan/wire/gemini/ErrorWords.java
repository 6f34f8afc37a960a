package modelscan.wire.gemini;

import java.util.Locale;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;

/** What the status, its word and the text of an error mean together. */
final class ErrorWords {
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{12,}");

    private ErrorWords() {
    }

    /** The code of an error; {@code status} is 0 where none is known. */
    static ErrorCode code(int status, String word, String givenMessage, ErrorDetails details) {
        String message = givenMessage.toLowerCase(Locale.ROOT);
        // A wrong key is a bad request here.
        if (details.reason().startsWith("API_KEY") || message.startsWith("api key not valid")
                || message.startsWith("api key expired")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (details.spent() || status == 402) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (message.contains("exceeds the maximum number of tokens") || message.contains("context length")
                || message.contains("context window")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (message.contains("location is not supported")) {
            return ErrorCode.UNSUPPORTED;
        }
        return status == 0 ? byWord(word) : byStatus(status);
    }

    private static ErrorCode byStatus(int status) {
        return switch (status) {
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            // Not our caller's fault for certain: another candidate may have the model or the address.
            case 404, 405, 410, 501 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            case 499 -> ErrorCode.PROVIDER_ERROR;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private static ErrorCode byWord(String word) {
        return switch (word) {
            case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> ErrorCode.INVALID_REQUEST;
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> ErrorCode.PROVIDER_KEY_REFUSED;
            case "NOT_FOUND", "UNIMPLEMENTED" -> ErrorCode.UNSUPPORTED;
            case "RESOURCE_EXHAUSTED" -> ErrorCode.RATE_LIMITED;
            case "UNAVAILABLE" -> ErrorCode.PROVIDER_OVERLOADED;
            case "DEADLINE_EXCEEDED" -> ErrorCode.PROVIDER_TIMEOUT;
            default -> ErrorCode.PROVIDER_ERROR;
        };
    }

    /** The sentence for the caller; where a key was refused, anything that may be part of one is taken out. */
    static String message(ErrorCode code, int status, String message) {
        String http = status == 0 ? "" : " (HTTP " + status + ")";
        String clean = clean(message, LONGEST_MESSAGE);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = SECRET.matcher(clean).replaceAll("…");
            return "the provider refused the gateway's key" + http + (why.isEmpty() ? "" : ": " + why);
        }
        return clean.isEmpty() ? "the provider answered with an error" + http + " and no message" : clean;
    }

    /** One line of at most this many characters. */
    static String clean(String text, int longest) {
        String line = CONTROL.matcher(text.substring(0, Math.min(text.length(), 4 * longest))).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - (Character.isHighSurrogate(line.charAt(longest - 2)) ? 2 : 1);
        return line.substring(0, end) + "…";
    }
}
