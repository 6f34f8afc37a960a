package modelscan.wire.gemini;

import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** Errors in Google's words. */
final class ErrorReading {
    private ErrorReading() {
    }

    /** The failure an error is under an HTTP status; 0 takes the one from the body. */
    static Failure failure(int http, ErrorBody body) {
        int status = body.status(http);
        String word = body.word("status", "type", "code");
        String message = body.message();
        ErrorDetails details = ErrorDetails.of(body.error().path("details"));
        ErrorCode code = code(status, word, message, details);
        Failure failure = ErrorWords.failure(code, status, message, word);
        Optional<String> field = details.field().filter(_ -> code != ErrorCode.PROVIDER_KEY_REFUSED);
        return field.map(failure::at).orElse(failure);
    }

    private static ErrorCode code(int status, String word, String message, ErrorDetails details) {
        // A wrong key is a bad request here.
        if (details.reason().startsWith("API_KEY") || ErrorWords.says(message, "api key not valid", "api key expired")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (details.spent()) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (ErrorWords.says(message, "exceeds the maximum number of tokens", "context length", "context window")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (ErrorWords.says(message, "location is not supported")) {
            return ErrorCode.UNSUPPORTED;
        }
        return status == 0 ? byWord(word) : ErrorCodes.of(status);
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
}
