package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/** Errors in Anthropic's words, and in those of servers that only speak its protocol. */
final class ErrorReading {
    private static final Pattern FIELD = Pattern.compile("^([a-z_]+(?:\\.[A-Za-z0-9_]+)*): ");

    private ErrorReading() {
    }

    /** Whether a message that should be an answer is an error. */
    static boolean isError(JsonNode body) {
        return body.path("type").asText().equals("error") || body.path("error").isObject() || body.path("error").isTextual()
                || body.has("detail") || body.path("message").isTextual() && (body.has("code") || body.has("status"))
                || body.path("base_resp").path("status_code").asInt() != 0;
    }

    /** The failure an error is under an HTTP status; one that is no error status is taken from the body. */
    static Failure failure(int http, ErrorBody body) {
        String type = body.word("type", "code");
        String message = body.message().isBlank() ? body.json().path("base_resp").path("status_msg").asText("") : body.message();
        int told = body.status(http);
        int status = told > 0 ? told : status(type);
        Failure failure = ErrorWords.failure(code(status, type, message), status, message, type);
        Matcher field = FIELD.matcher(message);
        return status == 400 && field.find() ? failure.at(ErrorWords.clean(field.group(1), 200)) : failure;
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

    private static ErrorCode code(int status, String type, String message) {
        if (ErrorWords.says(message, "credit balance is too low", "usage limits", "insufficient balance")) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (ErrorWords.says(message, "exceed context limit")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return ErrorWords.says(message, "content filtering policy") ? ErrorCode.CONTENT_FILTERED
                : ErrorCodes.of(status, type, message);
    }
}
