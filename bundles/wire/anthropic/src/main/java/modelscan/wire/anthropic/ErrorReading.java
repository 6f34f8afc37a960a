package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What an error body says: Anthropic's shape, and those of servers that only speak its protocol.
 *
 * @param message in the provider's words; empty if it gives none
 * @param type the provider's type or code
 * @param status the HTTP status that the body itself names, or 0
 */
record ErrorReading(String message, Optional<String> type, int status) {
    private static final int LARGEST = 64 * 1024;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("^([a-z_]+(?:\\.[A-Za-z0-9_]+)*): ");

    /** Reads a body that may be anything. */
    static ErrorReading of(byte[] body) {
        int at = JsonBytes.space(body, 0);
        boolean json = at < body.length && body.length <= LARGEST && (body[at] == '{' || body[at] == '[' || body[at] == '"');
        if (json) {
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
        JsonNode inner = error.isObject() ? error : outer;
        String message = error.isTextual() ? error.textValue() : message(inner);
        return new ErrorReading(message, type(inner).or(() -> type(outer)), status(inner, outer));
    }

    /** Whether a message that should be an answer is an error. */
    static boolean isError(JsonNode body) {
        return body.path("type").asText().equals("error") || body.path("error").isObject() || body.path("error").isTextual()
                || body.has("detail") || body.path("message").isTextual() && (body.has("code") || body.has("status"))
                || body.path("base_resp").path("status_code").asInt() != 0;
    }

    /** The failure this is under an HTTP status; one that is no error status is taken from the body. */
    Failure failure(int httpStatus) {
        int told = status > 0 ? status : ErrorWords.status(type.orElse(""));
        int known = httpStatus >= 400 && httpStatus <= 599 ? httpStatus : told;
        ErrorCode code = ErrorWords.code(known, type.orElse(""), message);
        int shown = code == ErrorCode.PROVIDER_KEY_REFUSED || known == 0 ? code.status() : known;
        Failure failure = Failure.of(code, ErrorWords.message(code, httpStatus, message)).status(shown);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            return failure;
        }
        Matcher field = FIELD.matcher(message);
        Failure placed = known == 400 && field.find() ? failure.at(ErrorWords.clean(field.group(1), 200)) : failure;
        boolean aboutModel = known == 404 && message.contains("model");
        return (aboutModel ? Optional.of("model_not_found") : type).map(placed::because).orElse(placed);
    }

    private static ErrorReading plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        boolean page = text.startsWith("<");
        String message = !page ? text : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page";
        return new ErrorReading(message, Optional.empty(), 0);
    }

    private static String message(JsonNode error) {
        for (String key : new String[] {"message", "detail", "msg", "error_message", "status_msg"}) {
            JsonNode value = error.path(key);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue();
            }
            if (value.isContainerNode() && !value.isEmpty()) {
                return value.toString();
            }
        }
        return error.isTextual() ? error.textValue() : error.path("base_resp").path("status_msg").asText("");
    }

    private static Optional<String> type(JsonNode error) {
        for (String key : new String[] {"type", "code"}) {
            JsonNode value = error.path(key);
            if (value.isTextual() && !value.textValue().isBlank() && !value.textValue().equals("error")) {
                return Optional.of(ErrorWords.clean(value.textValue(), 100));
            }
        }
        return Optional.empty();
    }

    private static int status(JsonNode inner, JsonNode outer) {
        for (JsonNode body : new JsonNode[] {inner, outer}) {
            for (String key : new String[] {"code", "http_code", "status_code", "status"}) {
                int status = body.path(key).asInt();
                if (status >= 400 && status <= 599) {
                    return status;
                }
            }
        }
        return 0;
    }
}
