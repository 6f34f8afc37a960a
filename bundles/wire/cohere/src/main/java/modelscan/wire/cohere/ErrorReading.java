package modelscan.wire.cohere;

import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** Errors in Cohere's words, which have no codes. */
final class ErrorReading {
    private ErrorReading() {
    }

    /** The failure an error is under an HTTP status, or inside of an answer under none. */
    static Failure failure(int http, ErrorBody body) {
        int status = body.status(http);
        return ErrorWords.failure(code(status, body.message()), status, body.message(), "");
    }

    private static ErrorCode code(int status, String message) {
        if (ErrorWords.says(message, "too many tokens", "context length", "maximum context")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return switch (status) {
            case 0 -> ErrorWords.says(message, "rate limit") ? ErrorCode.RATE_LIMITED : ErrorCode.PROVIDER_ERROR;
            case 400, 422 -> refused(status, message);
            // 498 is a key that is out of date or on a list of stolen ones.
            case 498 -> ErrorCode.PROVIDER_KEY_REFUSED;
            // The limit of a trial key per month does not go away by waiting.
            case 429 -> ErrorWords.says(message, "month", "quota") ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.RATE_LIMITED;
            default -> ErrorCodes.of(status);
        };
    }

    private static ErrorCode refused(int status, String message) {
        if (ErrorWords.says(message, "blocked", "toxic", "safety")) {
            return ErrorCode.CONTENT_FILTERED;
        }
        return status == 400 && ErrorWords.says(message, "not supported") ? ErrorCode.UNSUPPORTED : ErrorCodes.of(status);
    }
}
