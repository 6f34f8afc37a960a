package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What an error body says, whichever of the many shapes it has.
 *
 * @param message in the provider's words; empty if it gives none
 * @param word the provider's code or type
 * @param field the request field that is wrong
 * @param status the HTTP status that the body itself names, or 0
 * @param retryDelay seconds to wait, as text
 */
record ErrorReading(String message, Optional<String> word, Optional<String> field, int status,
        Optional<String> retryDelay) {
    private static final int LARGEST = 64 * 1024;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

    /** Reads a body that may be anything. */
    static ErrorReading of(byte[] body) {
        if (body.length > 0 && body.length <= LARGEST && looksLikeJson(body)) {
            try {
                return of(Json.read(body));
            } catch (FailureException notJson) {
                return plain(body);
            }
        }
        return plain(body);
    }

    /** Reads an error object, or a message that holds one. */
    static ErrorReading of(JsonNode body) {
        JsonNode outer = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        JsonNode error = outer.path("error");
        if (error.isTextual()) {
            return new ErrorReading(error.textValue(), word(outer), field(outer), status(outer), Optional.empty());
        }
        JsonNode inner = error.isObject() ? error : outer.path("errors").isArray() && !outer.path("errors").isEmpty()
                ? outer.path("errors").get(0) : outer;
        return new ErrorReading(message(inner), word(inner).or(() -> word(outer)), field(inner), status(inner),
                retryDelay(inner.path("details")));
    }

    /** Whether a message without choices is an error in one of the shapes that do not say {@code error}. */
    static boolean isError(JsonNode body) {
        return body.path("error").isTextual() || body.path("error").isObject()
                || body.path("object").asText().equals("error") || body.has("detail") || body.has("error_code")
                || body.path("errors").isArray() && !body.path("errors").isEmpty()
                || body.path("message").isTextual() && (body.has("code") || body.has("type"));
    }

    /** The failure this is under an HTTP status; one that is no error status is taken from the body. */
    Failure failure(int httpStatus) {
        int known = httpStatus >= 400 && httpStatus <= 599 ? httpStatus : status;
        ErrorCode code = ErrorWords.code(known, word.orElse(""), message);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || known == 0 ? code.status() : known;
        Failure failure = Failure.of(code, ErrorWords.message(code, known, message)).status(shown);
        Failure placed = field.map(failure::at).orElse(failure);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            return placed;
        }
        return (known == 404 && aboutModel() ? Optional.of("model_not_found") : word).map(placed::because).orElse(placed);
    }

    private boolean aboutModel() {
        return message.toLowerCase(Locale.ROOT).contains("model");
    }

    private static boolean looksLikeJson(byte[] body) {
        int at = JsonBytes.space(body, 0);
        return at < body.length && (body[at] == '{' || body[at] == '[' || body[at] == '"');
    }

    private static ErrorReading plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        boolean page = text.startsWith("<");
        String message = !page ? text : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page";
        return new ErrorReading(message, Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    private static String message(JsonNode error) {
        JsonNode raw = error.path("metadata").path("raw");
        String more = raw.isTextual() ? ": " + raw.textValue() : "";
        for (String key : new String[] {"message", "error", "detail", "msg", "error_message", "title"}) {
            JsonNode value = error.path(key);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue() + more;
            }
            if (value.isArray() && !value.isEmpty()) {
                return details(value);
            }
            if (value.isObject() && value.path("message").isTextual()) {
                return value.path("message").textValue() + more;
            }
        }
        return error.isTextual() ? error.textValue() : "";
    }

    private static String details(JsonNode list) {
        StringJoiner joined = new StringJoiner("; ");
        for (JsonNode each : list) {
            StringJoiner place = new StringJoiner(".", "", ": ").setEmptyValue("");
            each.path("loc").forEach(step -> place.add(step.asText()));
            JsonNode words = each.has("msg") ? each.path("msg") : each.path("message");
            joined.add(place + (each.isTextual() ? each.textValue() : words.asText()));
        }
        return joined.toString();
    }

    private static Optional<String> word(JsonNode error) {
        for (String key : new String[] {"code", "error_code", "type", "status"}) {
            JsonNode value = error.path(key);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return Optional.of(ErrorWords.clean(value.textValue(), 100))
                        .filter(word -> !word.chars().allMatch(Character::isDigit));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> field(JsonNode error) {
        JsonNode param = error.path("param");
        return param.isTextual() && !param.textValue().isBlank()
                ? Optional.of(ErrorWords.clean(param.textValue(), 200)) : Optional.empty();
    }

    private static int status(JsonNode error) {
        for (String key : new String[] {"code", "status_code", "status"}) {
            int status = error.path(key).asInt();
            if (status >= 400 && status <= 599) {
                return status;
            }
        }
        return 0;
    }

    private static Optional<String> retryDelay(JsonNode details) {
        for (JsonNode detail : details) {
            String delay = detail.path("retryDelay").asText();
            if (delay.endsWith("s")) {
                return Optional.of(delay.substring(0, delay.length() - 1));
            }
        }
        return Optional.empty();
    }
}
