package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What an error of Cohere, or of whatever stands before it, says. */
record ErrorReading(String message) {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{12,}");

    /** Reads a body that may be anything. */
    static ErrorReading of(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, LARGEST), StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            try {
                return of(Json.read(text));
            } catch (FailureException notJson) {
                return new ErrorReading(text);
            }
        }
        Matcher title = TITLE.matcher(text);
        return new ErrorReading(!text.startsWith("<") ? text
                : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page");
    }

    /** Reads an object that tells of an error. */
    static ErrorReading of(JsonNode body) {
        JsonNode error = body.path("error");
        JsonNode inner = error.isObject() ? error : body;
        for (JsonNode words : new JsonNode[] {inner.path("message"), error, inner.path("detail")}) {
            if (words.isTextual() && !words.textValue().isBlank()) {
                return new ErrorReading(words.textValue());
            }
        }
        return new ErrorReading("");
    }

    /** The failure this is under an HTTP status, or inside of an answer under none. */
    Failure failure(int httpStatus) {
        int known = httpStatus >= 400 && httpStatus <= 599 ? httpStatus : 0;
        String words = message.toLowerCase(Locale.ROOT);
        ErrorCode code = code(known, words);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || known == 0 ? code.status() : known;
        Failure failure = Failure.of(code, sentence(code, known)).status(shown);
        return known == 404 && words.contains("model") ? failure.because("model_not_found") : failure;
    }

    private static ErrorCode code(int status, String words) {
        if (words.contains("too many tokens") || words.contains("context length") || words.contains("maximum context")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return switch (status) {
            case 0 -> words.contains("rate limit") ? ErrorCode.RATE_LIMITED : ErrorCode.PROVIDER_ERROR;
            case 400 -> filtered(words) ? ErrorCode.CONTENT_FILTERED
                    : words.contains("not supported") ? ErrorCode.UNSUPPORTED : ErrorCode.INVALID_REQUEST;
            // 498 is a key that is out of date or on a list of stolen ones.
            case 401, 403, 407, 498 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 402 -> ErrorCode.QUOTA_EXHAUSTED;
            case 404, 405, 410, 501 -> ErrorCode.UNSUPPORTED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> filtered(words) ? ErrorCode.CONTENT_FILTERED : ErrorCode.UNPROCESSABLE;
            // The limit of a trial key per month does not go away by waiting.
            case 429 -> words.contains("month") || words.contains("quota") ? ErrorCode.QUOTA_EXHAUSTED
                    : ErrorCode.RATE_LIMITED;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            default -> status < 499 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private static boolean filtered(String words) {
        return words.contains("blocked") || words.contains("toxic") || words.contains("safety");
    }

    private String sentence(ErrorCode code, int status) {
        String http = status == 0 ? "" : " (HTTP " + status + ")";
        String clean = clean(message);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = SECRET.matcher(clean).replaceAll("…");
            return "the provider refused the gateway's key" + http + (why.isEmpty() ? "" : ": " + why);
        }
        return clean.isEmpty() ? "the provider answered with an error" + http + " and no message" : clean;
    }

    /** One line of bounded length. */
    static String clean(String text) {
        String head = text.substring(0, Math.min(text.length(), 4 * LONGEST));
        String line = CONTROL.matcher(head).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, end) + "…";
    }
}
