package modelscan.base.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;

/**
 * The body of an error, which may be JSON in any of the usual shapes, a text or a web page.
 *
 * <pre>{@code
 * ErrorBody body = ErrorBody.of(bytes);  // {"error":{"message":"slow down","code":"rate_limit_exceeded"}}
 * body.message();                        // slow down
 * body.word("code", "type");             // rate_limit_exceeded
 * }</pre>
 *
 * @param json what was read; a missing node where it is no JSON
 * @param text the beginning of what is no JSON, or the title of a web page
 */
public record ErrorBody(JsonNode json, String text) {
    private static final int LARGEST = 256 * 1024;
    private static final int LARGEST_TEXT = 4096;
    private static final int LONGEST_FIELD = 200;
    private static final int DEEPEST = 5;
    private static final int MOST_DETAILS = 10;
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})", Pattern.CASE_INSENSITIVE);
    private static final String[] MESSAGES = {"message", "Message", "error", "detail", "errors", "msg", "error_message", "errorMessage",
        "err_msg", "status_msg", "error_description", "description", "reason", "failure_reason", "title", "originalMessage", "details"};
    private static final String[] STATUSES = {"code", "http_code", "status_code", "statusCode", "status"};

    public ErrorBody {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(text, "text");
    }

    /** Reads a body that may be anything. */
    public static ErrorBody of(byte[] body) {
        int at = JsonBytes.space(body, 0);
        if (at < body.length && body.length <= LARGEST && (body[at] == '{' || body[at] == '[' || body[at] == '"')) {
            try {
                return of(Json.read(body));
            } catch (FailureException notJson) {
                return plain(body);
            }
        }
        return plain(body);
    }

    /** Whether what should be an answer tells of an error in one of the usual shapes. */
    public static boolean isError(JsonNode json) {
        return json.path("error").isTextual() || json.path("error").isObject() || json.path("object").asText().equals("error")
                || json.has("detail") || json.has("error_code") || !json.path("errors").path(0).isMissingNode()
                || json.path("message").isTextual() && (json.has("code") || json.has("type"));
    }

    /** Takes an error object, a message that holds one, a list of such, or a text. */
    public static ErrorBody of(JsonNode json) {
        return new ErrorBody(json, "");
    }

    /** The failure this is in the words that most providers share; the HTTP status is 0 inside of a stream. */
    public Failure failure(int http) {
        String word = word("code", "error_code", "type", "status");
        String message = message();
        int status = status(http);
        Failure failure = ErrorWords.failure(ErrorCodes.of(status, word, message), status, message, word);
        String field = ErrorWords.clean(error().path("param").asText(""), LONGEST_FIELD);
        return field.isEmpty() || field.equals("null") ? failure : failure.at(field);
    }

    /** What it says, in the provider's words; empty if nothing. */
    public String message() {
        String message = json.isMissingNode() ? text : message(json, 0);
        // A router repeats here what the provider behind it said.
        JsonNode raw = error().path("metadata").path("raw");
        return raw.isTextual() ? message + ": " + raw.textValue() : message;
    }

    /** The first of these members that is a code word, in the error or around it; empty if none is. */
    public String word(String... keys) {
        for (JsonNode level : levels()) {
            for (String key : keys) {
                JsonNode value = level.path(key);
                String word = value.isTextual() ? ErrorWords.word(value.textValue()) : "";
                if (!word.isEmpty() && !word.equals("error") && !word.chars().allMatch(Character::isDigit)) {
                    return word;
                }
            }
        }
        return "";
    }

    /** The given HTTP status if it is one of errors; else the one that the body names, or 0. */
    public int status(int http) {
        return http >= 400 && http <= 599 ? http : status();
    }

    /** The HTTP status that the body itself names, or 0. */
    public int status() {
        for (JsonNode level : levels()) {
            for (String key : STATUSES) {
                int status = level.path(key).asInt();
                if (status >= 400 && status <= 599) {
                    return status;
                }
            }
        }
        return 0;
    }

    /** The time to wait that Google, and whoever does as it does, tells among the details. */
    public Optional<Duration> delay() {
        for (JsonNode detail : error().path("details")) {
            String delay = detail.path("retryDelay").asText();
            if (delay.endsWith("s")) {
                return RetryAfter.seconds(delay.substring(0, delay.length() - 1));
            }
        }
        return Optional.empty();
    }

    /** The innermost object that tells of the error; the body itself if it holds none. */
    public JsonNode error() {
        return levels().getFirst();
    }

    // The error and what is around it, from the inside to the outside.
    private List<JsonNode> levels() {
        List<JsonNode> levels = new ArrayList<>(3);
        Optional<JsonNode> level = Optional.of(json.isArray() ? json.path(0) : json);
        while (level.isPresent() && levels.size() < DEEPEST) {
            levels.addFirst(level.get());
            level = inner(level.get());
        }
        return levels;
    }

    private static Optional<JsonNode> inner(JsonNode outer) {
        for (String key : new String[] {"error", "errors", "detail"}) {
            JsonNode inner = outer.path(key).isArray() ? outer.path(key).path(0) : outer.path(key);
            if (inner.isObject()) {
                return Optional.of(inner);
            }
        }
        return Optional.empty();
    }

    private static String message(JsonNode error, int depth) {
        if (error.isTextual()) {
            return error.textValue();
        }
        if (depth >= DEEPEST || !error.isContainerNode()) {
            return "";
        }
        return error.isArray() ? list(error, depth) : Stream.of(MESSAGES).map(key -> message(error.path(key), depth + 1))
                .filter(found -> !found.isBlank()).findFirst().orElse("");
    }

    private static String list(JsonNode errors, int depth) {
        StringJoiner joined = new StringJoiner("; ");
        for (int at = 0; at < Math.min(errors.size(), MOST_DETAILS); at++) {
            String message = message(errors.get(at), depth + 1);
            if (!message.isBlank()) {
                joined.add(place(errors.get(at)) + message);
            }
        }
        return joined.toString();
    }

    private static String place(JsonNode error) {
        StringJoiner place = new StringJoiner(".", "", ": ").setEmptyValue("");
        error.path("loc").forEach(step -> place.add(step.asText()));
        return place.toString();
    }

    private static ErrorBody plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, LARGEST_TEXT), StandardCharsets.UTF_8).strip();
        Matcher title = TITLE.matcher(text);
        return new ErrorBody(MissingNode.getInstance(), !text.startsWith("<") ? text
                : title.find() ? "a web page titled '" + title.group(1).strip() + "'" : "a web page");
    }
}
