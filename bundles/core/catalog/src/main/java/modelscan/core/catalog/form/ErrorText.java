package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What an error says, in whichever of the usual shapes.
 *
 * @param message in the provider's words; empty if it gives none
 * @param word its code or type; empty if it gives none
 * @param delay the seconds to wait that the body itself names, as text
 */
record ErrorText(String message, String word, Optional<String> delay) {
    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 5;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
    private static final String[] MESSAGES = {"message", "error", "detail", "errors", "msg", "error_message",
        "err_msg", "status_msg", "description", "reason", "failure_reason", "title", "details"};
    private static final String[] WORDS = {"code", "error_code", "errorCode", "err_code", "failureCode", "type", "status",
        "name", "kind"};

    /** An error of which only the words are known. */
    static ErrorText saying(String message) {
        return new ErrorText(message, "", Optional.empty());
    }

    /** An error that is nothing but a code. */
    static ErrorText coded(String word) {
        return new ErrorText(word, word, Optional.empty());
    }

    /** Reads a body that may be anything. */
    static ErrorText of(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8).strip();
        if (body.length <= LARGEST && !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0) {
            try {
                return of(Json.read(body));
            } catch (FailureException notJson) {
                return saying(text);
            }
        }
        Matcher title = TITLE.matcher(text);
        return saying(!text.startsWith("<") ? text
                : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page");
    }

    /** Reads an error object, a message that holds one, or a text. */
    static ErrorText of(JsonNode error) {
        return new ErrorText(message(error, 0), word(error, 0), delay(error, 0));
    }

    /** The failure this is under an HTTP status; 0 where none is known. */
    Failure failure(int status) {
        ErrorCode code = ErrorCodes.code(status, word, message);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || status < 400 || status > 599 ? code.status() : status;
        Failure failure = Failure.of(code, ErrorCodes.message(code, status, message)).status(shown);
        boolean telling = !word.isEmpty() && code != ErrorCode.PROVIDER_KEY_REFUSED;
        return telling ? failure.because(ErrorCodes.clean(word, 100)) : failure;
    }

    private static String message(JsonNode error, int depth) {
        if (error.isTextual()) {
            return error.textValue();
        }
        if (error.isArray()) {
            StringJoiner joined = new StringJoiner("; ");
            for (int at = 0; at < Math.min(error.size(), 10) && depth < DEEPEST; at++) {
                String each = message(error.get(at), depth + 1);
                joined.add(place(error.get(at)) + each);
            }
            return joined.toString();
        }
        for (int at = 0; error.isObject() && at < MESSAGES.length && depth < DEEPEST; at++) {
            String found = message(error.path(MESSAGES[at]), depth + 1);
            if (!found.isBlank()) {
                return found;
            }
        }
        return "";
    }

    private static String place(JsonNode error) {
        StringJoiner place = new StringJoiner(".", "", ": ").setEmptyValue("");
        error.path("loc").forEach(step -> place.add(step.asText()));
        return place.toString();
    }

    private static String word(JsonNode error, int depth) {
        if (error.isArray()) {
            return error.isEmpty() ? "" : word(error.get(0), depth + 1);
        }
        for (String key : new String[] {"error", "detail", "errors"}) {
            if (error.path(key).isContainerNode() && depth < DEEPEST) {
                String inner = word(error.path(key), depth + 1);
                if (!inner.isEmpty()) {
                    return inner;
                }
            }
        }
        for (String key : WORDS) {
            JsonNode value = error.path(key);
            String text = value.isTextual() ? value.textValue() : "";
            if (!text.isBlank() && !text.chars().allMatch(Character::isDigit)) {
                return text;
            }
        }
        return "";
    }

    private static Optional<String> delay(JsonNode error, int depth) {
        for (JsonNode detail : error.path("details")) {
            String delay = detail.path("retryDelay").asText();
            if (delay.endsWith("s")) {
                return Optional.of(delay.substring(0, delay.length() - 1));
            }
        }
        return depth < DEEPEST && error.path("error").isObject() ? delay(error.path("error"), depth + 1) : Optional.empty();
    }
}
