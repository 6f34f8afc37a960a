package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** A failure in Google's error shape. */
final class ErrorWriting {
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private ErrorWriting() {
    }

    /** The body of an error answer, or an error inside a stream. */
    static byte[] bytes(Failure failure) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", failure.status()).put("message", failure.message())
                .put("status", word(failure.code()));
        ArrayNode details = error.putArray("details");
        ObjectNode info = details.addObject().put("@type", TYPE + "ErrorInfo")
                .put("reason", failure.reason().orElse(failure.code().word())).put("domain", "modelscan");
        failure.provider().ifPresent(provider -> info.putObject("metadata").put("provider", provider));
        failure.retryAfter().ifPresent(wait -> details.addObject().put("@type", TYPE + "RetryInfo").put("retryDelay",
                BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString() + "s"));
        failure.field().filter(field -> !field.isEmpty()).ifPresent(field -> details.addObject()
                .put("@type", TYPE + "BadRequest").putArray("fieldViolations").addObject().put("field", field)
                .put("description", failure.message()));
        return Json.write(body);
    }

    private static String word(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST, CONTEXT_TOO_LONG, UNSUPPORTED, TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE ->
                    "INVALID_ARGUMENT";
            case CONTENT_FILTERED -> "FAILED_PRECONDITION";
            case UNAUTHENTICATED -> "UNAUTHENTICATED";
            case FORBIDDEN -> "PERMISSION_DENIED";
            case NOT_FOUND, MODEL_NOT_FOUND -> "NOT_FOUND";
            case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
            case CONFLICT -> "ABORTED";
            case RATE_LIMITED, QUOTA_EXHAUSTED, BUDGET_EXHAUSTED -> "RESOURCE_EXHAUSTED";
            case CANCELLED -> "CANCELLED";
            case REQUEST_TIMEOUT, PROVIDER_TIMEOUT -> "DEADLINE_EXCEEDED";
            case PROVIDER_OVERLOADED, PROVIDER_GONE, PROVIDER_UNCONFIGURED, PROVIDER_UNREACHABLE, UNAVAILABLE ->
                    "UNAVAILABLE";
            case INTERNAL, PROVIDER_KEY_REFUSED, PROVIDER_ERROR, PROVIDER_GARBAGE, STREAM_CUT -> "INTERNAL";
        };
    }
}
