package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What an error says: a problem of the API, or why a prediction failed. */
final class ErrorReading {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern PRIVATE = Pattern.compile("[A-Za-z0-9_\\-*.]{12,}");

    private ErrorReading() {
    }

    /** The failure an error answer is, whose body may be anything. */
    static Failure of(int told, byte[] body) {
        JsonNode json = json(body);
        int status = told >= 400 && told <= 599 ? told : json.path("status").asInt();
        String message = message(json, body);
        ErrorCode code = code(status, message.toLowerCase(Locale.ROOT));
        boolean known = status >= 400 && status <= 599 && code != ErrorCode.PROVIDER_KEY_REFUSED;
        Failure failure = Failure.of(code, sentence(code, status, message)).status(known ? status : code.status());
        if (status == 422 && json.path("invalid_fields").path(0).path("field").isTextual()) {
            failure = failure.at(line(json.path("invalid_fields").path(0).path("field").textValue()));
        }
        String title = line(json.path("title").asText(""));
        boolean silent = code == ErrorCode.PROVIDER_KEY_REFUSED || title.isEmpty() && status != 404;
        return silent ? failure : failure.because(status == 404 ? "model_not_found" : title);
    }

    /** The failure of a prediction that was taken but not done. */
    static Failure failed(String error) {
        String message = line(error);
        String lower = message.toLowerCase(Locale.ROOT);
        ErrorCode code = has(lower, "nsfw", "flagged as sensitive", "(e005)", "safety", "content policy")
                ? ErrorCode.CONTENT_FILTERED
                : has(lower, "high demand", "(e003)", "queue is full") ? ErrorCode.PROVIDER_OVERLOADED
                : tooLong(lower) ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.PROVIDER_ERROR;
        return Failure.of(code, message.isEmpty() ? "the prediction failed and does not say why" : message);
    }

    /** A failure of a provider that does not keep to its protocol. */
    static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider's answer is not its protocol: " + why));
    }

    /** One line that is not too long. */
    static String line(String text) {
        String line = CONTROL.matcher(text.substring(0, Math.min(text.length(), 4 * LONGEST_MESSAGE))).replaceAll(" ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    private static ErrorCode code(int status, String message) {
        return switch (status) {
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 402 -> ErrorCode.QUOTA_EXHAUSTED;
            case 404, 405, 410 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> tooLong(message) ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.UNPROCESSABLE;
            case 429 -> has(message, "credit", "billing") ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            default -> status < 400 || status >= 500 ? ErrorCode.PROVIDER_ERROR
                    : tooLong(message) ? ErrorCode.CONTEXT_TOO_LONG : ErrorCode.INVALID_REQUEST;
        };
    }

    private static boolean tooLong(String message) {
        return has(message, "context length", "context window", "prompt is too long", "maximum context");
    }

    private static String sentence(ErrorCode code, int status, String message) {
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = PRIVATE.matcher(message).replaceAll("…");
            return "the provider refused the gateway's key (HTTP " + status + ")" + (why.isEmpty() ? "" : ": " + why);
        }
        return message.isEmpty() ? "the provider answered with an error (HTTP " + status + ") and no message" : message;
    }

    private static JsonNode json(byte[] body) {
        if (body.length > 0 && body.length <= LARGEST && body[0] == '{') {
            try {
                return Json.read(body);
            } catch (FailureException notJson) {
                return Json.object();
            }
        }
        return Json.object();
    }

    private static String message(JsonNode json, byte[] body) {
        JsonNode detail = json.path("detail");
        if (detail.isArray()) {
            StringJoiner joined = new StringJoiner("; ");
            detail.forEach(each -> joined.add(each.isTextual() ? each.textValue() : each.path("msg").asText("")));
            return line(joined.toString());
        }
        for (String key : new String[] {"detail", "error", "message", "title"}) {
            if (json.path(key).isTextual() && !json.path(key).textValue().isBlank()) {
                return line(json.path(key).textValue());
            }
        }
        String text = new String(body, 0, Math.min(body.length, 4 * LONGEST_MESSAGE), StandardCharsets.UTF_8).strip();
        return !json.isEmpty() || text.equals("{}") ? "" : text.startsWith("<") ? "a web page" : line(text);
    }

    private static boolean has(String text, String... phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
