package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * What an error says, in an answer or inside of a stream.
 *
 * @param status the HTTP status, or the one that belongs to the word
 * @param word such as {@code ThrottlingException}; empty if none was told
 * @param message in Amazon's words
 */
record ErrorReading(int status, String word, String message) {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    // keys, account numbers and addresses of users
    private static final Pattern PRIVATE = Pattern.compile("[A-Za-z0-9_\\-*.:/+=]{12,}");

    /** Reads an error answer, whose body may be anything. */
    static ErrorReading of(int status, Map<String, String> headers, byte[] body) {
        JsonNode json = json(body);
        String word = headers.getOrDefault("x-amzn-errortype", json.path("__type").asText(json.path("code").asText("")));
        return new ErrorReading(status, clean(word), words(json, body));
    }

    /** Reads an exception that came as a message of a stream, or an error that came with status 200. */
    static ErrorReading inStream(String name, byte[] body) {
        JsonNode json = json(body);
        String word = clean(name.isEmpty() ? json.path("__type").asText("") : name);
        int original = json.path("originalStatusCode").asInt();
        boolean error = original >= 400 && original <= 599;
        return new ErrorReading(error ? original : status(word), word, words(json, body));
    }

    /** Whether anything was told at all. */
    boolean told() {
        return !word.isEmpty() || !message.isEmpty();
    }

    /** The failure this is. */
    Failure failure() {
        ErrorCode code = code();
        boolean known = status >= 400 && status <= 599 && code != ErrorCode.PROVIDER_KEY_REFUSED;
        Failure failure = Failure.of(code, sentence(code)).status(known ? status : code.status());
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            return failure;
        }
        String reason = code == ErrorCode.UNSUPPORTED && message.toLowerCase(Locale.ROOT).contains("model")
                ? "model_not_found" : word;
        return reason.isEmpty() ? failure : failure.because(reason);
    }

    /** A failure of a provider that does not keep to its protocol. */
    static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider's answer is damaged: " + why));
    }

    private ErrorCode code() {
        return switch (word) {
            case "ThrottlingException", "TooManyRequestsException" ->
                    says("per day", "daily") ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.RATE_LIMITED;
            case "ServiceQuotaExceededException" -> ErrorCode.QUOTA_EXHAUSTED;
            case "ModelNotReadyException", "ServiceUnavailableException" -> ErrorCode.PROVIDER_OVERLOADED;
            case "ModelTimeoutException" -> ErrorCode.PROVIDER_TIMEOUT;
            case "ModelErrorException", "ModelStreamErrorException" -> ErrorCode.PROVIDER_ERROR;
            case "IncompleteSignatureException", "InvalidClientTokenIdException", "ExpiredTokenException",
                    "UnrecognizedClientException", "InvalidSignatureException" -> ErrorCode.PROVIDER_KEY_REFUSED;
            default -> byStatus();
        };
    }

    private ErrorCode byStatus() {
        return switch (status) {
            case 400 -> invalid();
            case 401, 403, 407 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 402 -> ErrorCode.QUOTA_EXHAUSTED;
            case 404, 405, 410 -> ErrorCode.UNSUPPORTED;
            case 409 -> ErrorCode.CONFLICT;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA;
            case 422 -> ErrorCode.UNPROCESSABLE;
            case 424 -> ErrorCode.PROVIDER_ERROR;
            case 429 -> says("per day", "daily") ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.RATE_LIMITED;
            case 408, 504, 522, 524 -> ErrorCode.PROVIDER_TIMEOUT;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            default -> status > 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private ErrorCode invalid() {
        if (says("too long", "maximum context length", "context window", "context limit", "too many input tokens",
                "maximum number of tokens")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (says("model identifier is invalid", "on-demand throughput", "end of its life")) {
            return ErrorCode.UNSUPPORTED;
        }
        return says("content filter", "blocked by") ? ErrorCode.CONTENT_FILTERED : ErrorCode.INVALID_REQUEST;
    }

    private boolean says(String... phrases) {
        String lower = message.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private String sentence(ErrorCode code) {
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            String why = PRIVATE.matcher(message).replaceAll("…");
            return "the provider refused the gateway's key (HTTP " + status + ")" + (why.isEmpty() ? "" : ": " + why);
        }
        return message.isEmpty() ? "the provider answered with an error (" + (word.isEmpty() ? "HTTP " + status : word)
                + ") and no message" : message;
    }

    private static int status(String word) {
        return switch (word) {
            case "ThrottlingException", "ModelNotReadyException" -> 429;
            case "ServiceUnavailableException" -> 503;
            case "ModelTimeoutException" -> 408;
            case "ModelErrorException", "ModelStreamErrorException" -> 424;
            case "ValidationException", "ServiceQuotaExceededException" -> 400;
            case "AccessDeniedException" -> 403;
            case "ResourceNotFoundException" -> 404;
            case "InternalServerException", "InternalFailure", "InternalError" -> 500;
            default -> 0;
        };
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

    private static String words(JsonNode json, byte[] body) {
        for (String key : new String[] {"message", "Message", "originalMessage", "errorMessage"}) {
            if (json.path(key).isTextual() && !json.path(key).textValue().isBlank()) {
                return line(json.path(key).textValue());
            }
        }
        String text = new String(body, 0, Math.min(body.length, 4 * LONGEST_MESSAGE), StandardCharsets.UTF_8).strip();
        return !json.isEmpty() || text.equals("{}") ? "" : text.startsWith("<") ? "a web page" : line(text);
    }

    // com.amazon.coral.service#ValidationException:http://… is a ValidationException.
    private static String clean(String word) {
        String tail = word.substring(word.indexOf('#') + 1);
        int address = tail.indexOf(':');
        String name = line(address < 0 ? tail : tail.substring(0, address));
        return name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String line(String text) {
        String head = text.substring(0, Math.min(text.length(), 4 * LONGEST_MESSAGE));
        String line = CONTROL.matcher(head).replaceAll(" ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
