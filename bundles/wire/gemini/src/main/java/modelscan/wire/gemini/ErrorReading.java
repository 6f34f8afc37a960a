package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What an error body says.
 *
 * @param message in Google's words; empty if it gives none
 * @param word the status as a word, such as {@code RESOURCE_EXHAUSTED}
 * @param status the HTTP status that the body itself names, or 0
 * @param details what it says beside: quotas, reasons, fields, the time to wait
 */
record ErrorReading(String message, String word, int status, ErrorDetails details) {
    private static final int LARGEST = 256 * 1024;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

    /** Reads a body that may be anything. */
    static ErrorReading of(byte[] body) {
        int at = JsonBytes.solid(body, 0);
        if (at < body.length && body.length <= LARGEST && (body[at] == '{' || body[at] == '[' || body[at] == '"')) {
            try {
                return of(Json.read(body));
            } catch (FailureException notJson) {
                return plain(body);
            }
        }
        return plain(body);
    }

    /** Reads an error object, a message that holds one, or a list of such messages. */
    static ErrorReading of(JsonNode body) {
        JsonNode outer = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        JsonNode error = outer.path("error");
        JsonNode inner = error.isMissingNode() || error.isNull() ? outer : error;
        String message = inner.isTextual() ? inner.textValue() : text(inner, "message", "error_description", "detail", "title");
        return new ErrorReading(message, ErrorWords.clean(text(inner, "status", "type", "code"), 100), status(inner),
                ErrorDetails.of(inner.path("details")));
    }

    /** The failure this is under an HTTP status; 0 takes the one from the body. */
    Failure failure(int httpStatus) {
        int known = httpStatus >= 400 && httpStatus <= 599 ? httpStatus : status;
        ErrorCode code = ErrorWords.code(known, word, message, details);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || known == 0 ? code.status() : known;
        Failure failure = Failure.of(code, ErrorWords.message(code, known, message)).status(shown);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            return failure;
        }
        Failure placed = details.field().map(failure::at).orElse(failure);
        boolean noModel = known == 404 && message.toLowerCase(Locale.ROOT).contains("model");
        return noModel ? placed.because("model_not_found") : word.isEmpty() ? placed : placed.because(word);
    }

    /** The time to wait in seconds, as text. */
    Optional<String> retryDelay() {
        return details.retryDelay();
    }

    private static ErrorReading plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        String message = !text.startsWith("<") ? text
                : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page";
        return new ErrorReading(message, "", 0, ErrorDetails.NONE);
    }

    private static String text(JsonNode node, String... keys) {
        for (String key : keys) {
            if (node.path(key).isTextual() && !node.path(key).textValue().isBlank()) {
                return node.path(key).textValue();
            }
        }
        return "";
    }

    private static int status(JsonNode error) {
        int status = error.path("code").asInt();
        return status >= 400 && status <= 599 ? status : 0;
    }
}
