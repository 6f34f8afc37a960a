package modelscan.wire.replicate;

import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** What an error says: a problem of the API, or why a prediction failed. */
final class ErrorReading {
    private ErrorReading() {
    }

    /** The failure an error answer is; a status that is no error status is taken from the body. */
    static Failure failure(int http, ErrorBody body) {
        int status = body.status(http);
        String message = body.message();
        String reason = status == 404 ? "model_not_found" : body.word("title");
        Failure failure = ErrorWords.failure(code(status, message), status, message, reason);
        String field = ErrorWords.clean(body.json().path("invalid_fields").path(0).path("field").asText(""), 200);
        return status == 422 && !field.isEmpty() ? failure.at(field) : failure;
    }

    /** The failure of a prediction that was taken but not done. */
    static Failure failed(String error) {
        String message = ErrorWords.line(error);
        ErrorCode code = ErrorWords.says(message, "nsfw", "flagged as sensitive", "(e005)", "safety", "content policy")
                ? ErrorCode.CONTENT_FILTERED
                : ErrorWords.says(message, "high demand", "(e003)", "queue is full") ? ErrorCode.PROVIDER_OVERLOADED
                : tooLong(message) ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.PROVIDER_ERROR;
        return Failure.of(code, message.isEmpty() ? "the prediction failed and does not say why" : message);
    }

    /** A failure of a provider that does not keep to its protocol. */
    static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider's answer is not its protocol: " + why));
    }

    private static ErrorCode code(int status, String message) {
        ErrorCode code = ErrorCodes.of(status);
        return switch (code) {
            case INVALID_REQUEST, UNPROCESSABLE -> tooLong(message) ? ErrorCode.CONTEXT_TOO_LONG : code;
            case RATE_LIMITED -> ErrorWords.says(message, "credit", "billing") ? ErrorCode.QUOTA_EXHAUSTED : code;
            default -> code;
        };
    }

    private static boolean tooLong(String message) {
        return ErrorWords.says(message, "context length", "context window", "prompt is too long", "maximum context");
    }
}
