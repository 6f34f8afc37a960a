package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** A failure in OpenAI's error shape, with the types and codes its clients look for. */
final class ErrorWriting {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    // The words that clients know inside of a response; the event before it says more.
    private static final Set<String> OF_RESPONSES = Set.of("rate_limit_exceeded", "insufficient_quota",
            "context_length_exceeded", "invalid_prompt", SERVER);

    private ErrorWriting() {
    }

    /** The body of an error answer, or the data of an error inside a stream. */
    static byte[] bytes(Failure failure) {
        ObjectNode error = Json.object().put("message", failure.message()).put("type", type(failure.code()));
        error.put("param", failure.field().orElse(null));
        error.put("code", code(failure));
        failure.provider().ifPresent(provider -> error.put("provider", provider));
        ObjectNode body = Json.object();
        body.set("error", error);
        return Json.write(body);
    }

    /** The code of a response that failed. */
    static String ofResponse(Failure failure) {
        String word = code(failure);
        return OF_RESPONSES.contains(word) ? word : SERVER;
    }

    private static String type(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, UNSUPPORTED, NOT_FOUND, MODEL_NOT_FOUND,
                    METHOD_NOT_ALLOWED, CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE -> INVALID;
            case UNAUTHENTICATED -> "authentication_error";
            case FORBIDDEN -> "permission_error";
            case RATE_LIMITED -> "rate_limit_error";
            case QUOTA_EXHAUSTED, BUDGET_EXHAUSTED -> "insufficient_quota";
            case REQUEST_TIMEOUT, PROVIDER_TIMEOUT -> "timeout_error";
            case CANCELLED, INTERNAL, PROVIDER_KEY_REFUSED, PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_GARBAGE,
                    STREAM_CUT, PROVIDER_OVERLOADED, PROVIDER_GONE,
                    PROVIDER_UNCONFIGURED, UNAVAILABLE -> SERVER;
        };
    }

    // Where OpenAI has a word it is used; elsewhere the provider's own word, if there is one, says more than ours.
    static String code(Failure failure) {
        return switch (failure.code()) {
            case UNAUTHENTICATED -> "invalid_api_key";
            case RATE_LIMITED -> "rate_limit_exceeded";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case CONTEXT_TOO_LONG -> "context_length_exceeded";
            case CONTENT_FILTERED -> "content_filter";
            case MODEL_NOT_FOUND -> "model_not_found";
            case INVALID_REQUEST, UNSUPPORTED, FORBIDDEN, NOT_FOUND, BUDGET_EXHAUSTED, METHOD_NOT_ALLOWED, REQUEST_TIMEOUT,
                    CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA, UNPROCESSABLE, CANCELLED, INTERNAL, PROVIDER_KEY_REFUSED,
                    PROVIDER_ERROR, PROVIDER_UNREACHABLE, PROVIDER_GARBAGE, STREAM_CUT, PROVIDER_OVERLOADED, PROVIDER_GONE,
                    PROVIDER_UNCONFIGURED, PROVIDER_TIMEOUT, UNAVAILABLE -> failure.reason().orElse(failure.code().word());
        };
    }
}
