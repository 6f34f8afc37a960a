package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.gateway.Frame;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** A failure in Anthropic's error shape, with the types its clients look for. */
final class ErrorWriting {
    private ErrorWriting() {
    }

    /** The body of an error answer. */
    static byte[] bytes(Failure failure) {
        ObjectNode body = Json.object().put("type", "error");
        ObjectNode error = body.putObject("error").put("type", type(failure)).put("message", failure.message());
        failure.provider().ifPresent(provider -> error.put("provider", provider));
        return Json.write(body);
    }

    /** The same as an event inside a stream. */
    static Frame event(Failure failure) {
        return new Frame("error", bytes(failure), false);
    }

    // A type that is Anthropic's own says more than ours.
    private static String type(Failure failure) {
        String reason = failure.reason().orElse("");
        return ErrorReading.status(reason) > 0 ? reason : type(failure.code(), failure.status());
    }

    private static String type(ErrorCode code, int status) {
        return switch (code) {
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNSUPPORTED, METHOD_NOT_ALLOWED, CONFLICT,
                    UNSUPPORTED_MEDIA, UNPROCESSABLE -> status == 404 ? "not_found_error" : "invalid_request_error";
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case NOT_FOUND, MODEL_NOT_FOUND -> "not_found_error";
            case TOO_LARGE -> "request_too_large";
            case RATE_LIMITED -> "rate_limit_error";
            case QUOTA_EXHAUSTED, BUDGET_EXHAUSTED -> "billing_error";
            case REQUEST_TIMEOUT, PROVIDER_TIMEOUT -> "timeout_error";
            case PROVIDER_OVERLOADED, UNAVAILABLE -> "overloaded_error";
            case CANCELLED, INTERNAL, PROVIDER_KEY_REFUSED, PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_GARBAGE,
                    STREAM_CUT, PROVIDER_GONE, PROVIDER_UNCONFIGURED -> "api_error";
        };
    }
}
