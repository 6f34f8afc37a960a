package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** Errors of Ollama, or of whatever stands before it. */
final class ErrorReading {
    private ErrorReading() {
    }

    /** Whether a message tells of an error. */
    static boolean isError(JsonNode body) {
        JsonNode error = body.path("error");
        return error.isTextual() && !error.textValue().isEmpty() || error.isObject();
    }

    /** The failure an error is under an HTTP status; one that is no error status is taken from the body. */
    static Failure failure(int http, ErrorBody body) {
        int status = body.status(http);
        return ErrorWords.failure(code(status, body.message()), status, body.message(), body.word("code", "type"));
    }

    private static ErrorCode code(int status, String message) {
        if (ErrorWords.says(message, "context length", "context window", "maximum context")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (status == 0 && ErrorWords.says(message, "server busy")) {
            return ErrorCode.PROVIDER_OVERLOADED;
        }
        if (status == 400 && ErrorWords.says(message, "does not support")) {
            return ErrorCode.UNSUPPORTED;
        }
        return status == 429 && ErrorWords.says(message, "usage limit", "quota") ? ErrorCode.QUOTA_EXHAUSTED
                : ErrorCodes.of(status);
    }
}
