package modelscan.wire.anthropic;

import java.util.Locale;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;

/** What the status, the type and the text of a provider's error mean together. */
final class ErrorWords {
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{12,}");

    private ErrorWords() {
    }

    /** The status that belongs to a type where none came, as inside a stream; 0 if it is not one of Anthropic's. */
    static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "api_error" -> 500;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 0;
        };
    }

    /** The code of an error; {@code status} is 0 where none is known. */
    static ErrorCode code(int status, String givenType, String givenMessage) {
        String type = givenType.toLowerCase(Locale.ROOT);
        String message = givenMessage.toLowerCase(Locale.ROOT);
        if (status == 402 || has(type, "billing", "insufficient_quota", "insufficient_balance")
                || has(message, "credit balance is too low", "usage limits", "insufficient balance")) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (has(type, "context_length") || has(message, "prompt is too long", "exceed context limit",
                "exceeds the context window", "context window", "context length")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (has(type, "content_filter", "moderation", "sensitive") || has(message, "content filtering policy")) {
            return ErrorCode.CONTENT_FILTERED;
        }
        return byStatus(status);
    }

    private static ErrorCode byStatus(int status) {
        return switch (status) {
            case 0 -> ErrorCode.PROVIDER_ERROR;
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            // Not our caller's fault for certain: another candidate may have the model or the address.
            case 404, 405, 410 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            case 424, 425, 499 -> ErrorCode.PROVIDER_ERROR;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
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
