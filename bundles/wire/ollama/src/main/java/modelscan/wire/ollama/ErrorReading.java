package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What an error of Ollama, or of whatever stands before it, says. */
record ErrorReading(String message, int status) {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{12,}");

    /** Reads a body that may be anything. */
    static ErrorReading of(byte[] body) {
        int start = Marks.space(body, 0);
        if (body.length <= LARGEST && start < body.length && body[start] == '{') {
            try {
                return of(Json.read(body));
            } catch (FailureException notJson) {
                return plain(body);
            }
        }
        return plain(body);
    }

    /** Reads an object that tells of an error. */
    static ErrorReading of(JsonNode body) {
        JsonNode error = body.path("error");
        JsonNode inner = error.isObject() ? error : body;
        int status = number(inner, "status_code", number(inner, "status", number(inner, "code", 0)));
        return new ErrorReading(first(error.isTextual() ? error : inner.path("message"), inner.path("detail")), status);
    }

    /** Whether a message tells of an error. */
    static boolean isError(JsonNode body) {
        JsonNode error = body.path("error");
        return error.isTextual() && !error.textValue().isEmpty() || error.isObject();
    }

    /** The failure this is under an HTTP status; one that is no error status is taken from the body. */
    Failure failure(int httpStatus) {
        int known = httpStatus >= 400 && httpStatus <= 599 ? httpStatus : status;
        String words = message.toLowerCase(Locale.ROOT);
        ErrorCode code = code(known, words);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || known == 0 ? code.status() : known;
        Failure failure = Failure.of(code, sentence(code, known)).status(shown);
        return known == 404 && words.contains("model") ? failure.because("model_not_found") : failure;
    }

    private static ErrorCode code(int status, String words) {
        if (words.contains("context length") || words.contains("context window") || words.contains("maximum context")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return switch (status) {
            case 0 -> words.contains("server busy") ? ErrorCode.PROVIDER_OVERLOADED : ErrorCode.PROVIDER_ERROR;
            case 400 -> words.contains("does not support") ? ErrorCode.UNSUPPORTED : ErrorCode.INVALID_REQUEST;
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 402 -> ErrorCode.QUOTA_EXHAUSTED;
            // The model is not pulled there: another candidate may have it.
            case 404, 405, 410 -> ErrorCode.UNSUPPORTED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 429 -> words.contains("usage limit") || words.contains("quota") ? ErrorCode.QUOTA_EXHAUSTED
                    : ErrorCode.RATE_LIMITED;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            default -> status < 499 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private String sentence(ErrorCode code, int status) {
        String http = status == 0 ? "" : " (HTTP " + status + ")";
        String line = CONTROL.matcher(message.substring(0, Math.min(message.length(), 4 * LONGEST))).replaceAll(" ").strip();
        String clean = line.length() <= LONGEST ? line : shortened(line);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = SECRET.matcher(clean).replaceAll("…");
            return "the provider refused the gateway's key" + http + (why.isEmpty() ? "" : ": " + why);
        }
        return clean.isEmpty() ? "the provider answered with an error" + http + " and no message" : clean;
    }

    private static String shortened(String line) {
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, end) + "…";
    }

    private static ErrorReading plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        return new ErrorReading(!text.startsWith("<") ? text
                : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page", 0);
    }

    private static String first(JsonNode one, JsonNode other) {
        return one.isTextual() ? one.textValue() : other.isTextual() ? other.textValue() : "";
    }

    private static int number(JsonNode error, String key, int otherwise) {
        int status = error.path(key).asInt();
        return status >= 400 && status <= 599 ? status : otherwise;
    }
}
