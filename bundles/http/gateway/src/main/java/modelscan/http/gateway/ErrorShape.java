package modelscan.http.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** How an error answer looks where no dialect has a say. */
@FunctionalInterface
interface ErrorShape {
    /** As clients of the OpenAI API expect it. */
    ErrorShape OPENAI = ErrorShape::openai;

    /** As the management API promises it. */
    ErrorShape MANAGEMENT = ErrorShape::management;

    /** The JSON of this failure. */
    byte[] body(Failure failure);

    private static byte[] openai(Failure failure) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("message", failure.message());
        error.put("type", openaiType(failure.status()));
        error.put("param", failure.field().orElse(null));
        error.put("code", failure.reason().orElseGet(failure.code()::word));
        return Json.write(body);
    }

    private static String openaiType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static byte[] management(Failure failure) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("type", failure.code().word());
        error.put("message", failure.message());
        ObjectNode details = error.putObject("details");
        failure.field().ifPresent(field -> details.put("field", field));
        failure.provider().ifPresent(provider -> details.put("provider", provider));
        failure.reason().ifPresent(reason -> details.put("reason", reason));
        error.putArray("resolution_steps").add(remedy(failure.code()));
        return Json.write(body);
    }

    private static String remedy(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> "Send the header 'Authorization: Bearer TOKEN' with the token in conf/admin.token.";
            case FORBIDDEN -> "Call this address as localhost, or name the host in adminNames of modelscan.http.gateway.";
            case NOT_FOUND, MODEL_NOT_FOUND -> "Check the address and the name in it against the lists under /api.";
            case METHOD_NOT_ALLOWED -> "Use a method that the header Allow of this answer names.";
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNSUPPORTED, CONFLICT, UNSUPPORTED_MEDIA,
                    UNPROCESSABLE -> "Change the request as the message says.";
            case TOO_LARGE -> "Send less, or raise largestAdminBody of modelscan.http.gateway.";
            case REQUEST_TIMEOUT -> "Send the request faster.";
            case BUDGET_EXHAUSTED, QUOTA_EXHAUSTED -> "Raise the budget or the quota.";
            case RATE_LIMITED, PROVIDER_OVERLOADED, UNAVAILABLE -> "Try again later.";
            case CANCELLED -> "Try again.";
            case INTERNAL -> "Look up the request id of this answer in the log and report what is there.";
            case PROVIDER_KEY_REFUSED, PROVIDER_UNCONFIGURED -> "Set the key of the provider, or check it.";
            case PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_GARBAGE, STREAM_CUT, PROVIDER_GONE, PROVIDER_TIMEOUT ->
                "Check the provider and the network, then try again.";
        };
    }
}
