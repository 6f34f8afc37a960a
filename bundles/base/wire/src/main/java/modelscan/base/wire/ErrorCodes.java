package modelscan.base.wire;

import java.util.Locale;
import modelscan.api.model.ErrorCode;

/**
 * What the status, the code word and the text of a provider's error mean together.
 *
 * <pre>{@code
 * ErrorCodes.of(429, "insufficient_quota", "…"); // QUOTA_EXHAUSTED
 * ErrorCodes.of(429);                            // RATE_LIMITED
 * }</pre>
 *
 * <p>A dialect asks for its own words first, and here for the rest.
 */
public final class ErrorCodes {
    private ErrorCodes() {
    }

    /** The code of an HTTP status; {@link ErrorCode#PROVIDER_ERROR} where it is no error status. */
    public static ErrorCode of(int status) {
        return switch (status) {
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 402 -> ErrorCode.QUOTA_EXHAUSTED;
            // Not our caller's fault for certain: another candidate may have the model or the address.
            case 404, 405, 410, 501 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            // Groq says 498 when its flexible tier is full.
            case 498, 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            case 424, 425, 499 -> ErrorCode.PROVIDER_ERROR;
            default -> status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    /**
     * The code of an error in the words that most providers share.
     *
     * @param status the HTTP status; one that is no error status counts as unknown
     * @param givenWord the provider's code or type; may be empty
     * @param message in the provider's words; may be empty
     */
    public static ErrorCode of(int status, String givenWord, String message) {
        String word = givenWord.toLowerCase(Locale.ROOT);
        if (status == 402 || ErrorWords.says(word, "insufficient_quota", "insufficient_balance", "exceeded_current_quota",
                "billing", "credit", "payment")) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (status == 401 || status == 407) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (ErrorWords.says(word, "context_length", "context_window") || ErrorWords.says(message, "maximum context length",
                "context window", "context length", "prompt is too long")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (ErrorWords.says(word, "content_filter", "content_policy", "moderat", "safety", "data_inspection", "nsfw",
                "inappropriate", "sensitive")) {
            return ErrorCode.CONTENT_FILTERED;
        }
        return status >= 400 && status <= 599 ? byStatus(status, word) : byWord(word);
    }

    private static ErrorCode byStatus(int status, String word) {
        return switch (status) {
            case 400 -> ErrorWords.says(word, "unsupported", "model_not_found", "model_not_exist") ? ErrorCode.UNSUPPORTED
                    : ErrorCode.INVALID_REQUEST;
            // Groq says so when one request alone is more than the tokens of a minute.
            case 413 -> ErrorWords.says(word, "rate_limit") ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.TOO_LARGE;
            default -> of(status);
        };
    }

    private static ErrorCode byWord(String word) {
        if (ErrorWords.says(word, "rate_limit", "too_many_requests")) {
            return ErrorCode.RATE_LIMITED;
        }
        if (ErrorWords.says(word, "overloaded", "unavailable", "capacity")) {
            return ErrorCode.PROVIDER_OVERLOADED;
        }
        if (ErrorWords.says(word, "api_key", "authentication", "permission", "unauthorized", "forbidden")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (ErrorWords.says(word, "model_not_found", "unsupported")) {
            return ErrorCode.UNSUPPORTED;
        }
        if (ErrorWords.says(word, "timeout")) {
            return ErrorCode.PROVIDER_TIMEOUT;
        }
        return ErrorWords.says(word, "invalid_", "bad_request") ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
    }
}
