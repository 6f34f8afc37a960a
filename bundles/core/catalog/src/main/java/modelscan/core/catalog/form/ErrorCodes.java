package modelscan.core.catalog.form;

import java.util.Locale;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;

/** What status, word and text of a provider's error mean together. */
final class ErrorCodes {
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern SECRET = Pattern.compile("[\\w\\-*.]{12,}");

    private ErrorCodes() {
    }

    /** The code of an error; {@code status} is 0 where none is known. */
    static ErrorCode code(int status, String givenWord, String givenMessage) {
        String word = givenWord.toLowerCase(Locale.ROOT);
        String message = givenMessage.toLowerCase(Locale.ROOT);
        if (status == 402 || has(word, "quota", "insufficient_balance", "insufficient_credit", "billing", "payment")
                || (status == 0 || status / 100 == 4) && status != 404 && has(message, "insufficient credit",
                        "insufficient balance", "not enough credit", "quota exceeded", "exceeded your quota",
                        "plan's set usage limit", "pay-as-you-go limit")) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (has(word, "content_filter", "content_policy", "moderat", "safety", "nsfw", "inappropriate")) {
            return ErrorCode.CONTENT_FILTERED;
        }
        if (has(word, "context_length") || has(message, "maximum context length", "context window", "prompt is too long")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return status == 0 ? byWord(word) : byStatus(status, word);
    }

    private static ErrorCode byStatus(int status, String word) {
        return switch (status) {
            case 400 -> has(word, "unsupported", "model_not_found") ? ErrorCode.UNSUPPORTED : ErrorCode.INVALID_REQUEST;
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 404, 405, 410 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 498, 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            case 424, 425, 499 -> ErrorCode.PROVIDER_ERROR;
            default -> status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private static ErrorCode byWord(String word) {
        if (has(word, "rate_limit", "too_many_requests")) {
            return ErrorCode.RATE_LIMITED;
        }
        if (has(word, "api_key", "authentication", "unauthorized", "forbidden")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        return has(word, "overloaded", "unavailable", "capacity") ? ErrorCode.PROVIDER_OVERLOADED : ErrorCode.PROVIDER_ERROR;
    }

    /** The sentence for the caller; where a key was refused, anything that may be part of one is taken out. */
    static String message(ErrorCode code, int status, String message) {
        String http = status == 0 ? "" : " (HTTP " + status + ")";
        String clean = clean(message, LONGEST);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = SECRET.matcher(clean).replaceAll("…");
            return "the provider refused the gateway's key" + http + (why.isEmpty() ? "" : ": " + why);
        }
        return clean.isEmpty() ? "the provider answered with an error" + http + " and no message" : clean;
    }

    /** One line of at most this many characters. */
    static String clean(String text, int longest) {
        String head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String line = CONTROL.matcher(head).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }

    private static boolean has(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
