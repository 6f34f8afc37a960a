package modelscan.wire.bedrock;

import java.util.Map;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorCodes;
import modelscan.base.wire.ErrorWords;

/**
 * What an error says, in an answer or inside of a stream.
 *
 * @param status the HTTP status, or the one that belongs to the word
 * @param word such as {@code ThrottlingException}; empty if none was told
 * @param message in Amazon's words
 */
record ErrorReading(int status, String word, String message) {

    /** Reads an error answer, whose body may be anything. */
    static ErrorReading of(int status, Map<String, String> headers, byte[] bytes) {
        ErrorBody body = ErrorBody.of(bytes);
        String word = headers.getOrDefault("x-amzn-errortype", "");
        return new ErrorReading(status, name(word.isEmpty() ? body.word("__type", "code") : word), body.message());
    }

    /** Reads an exception that came as a message of a stream, or an error that came with status 200. */
    static ErrorReading inStream(String name, byte[] bytes) {
        ErrorBody body = ErrorBody.of(bytes);
        String word = name(name.isEmpty() ? body.word("__type") : name);
        int original = body.json().path("originalStatusCode").asInt();
        boolean error = original >= 400 && original <= 599;
        return new ErrorReading(error ? original : status(word), word, body.message());
    }

    /** Whether anything was told at all. */
    boolean told() {
        return !word.isEmpty() || !message.isEmpty();
    }

    /** The failure this is. */
    Failure failure() {
        ErrorCode code = code();
        boolean noModel = code == ErrorCode.UNSUPPORTED && ErrorWords.says(message, "model");
        return ErrorWords.failure(code, status, message, noModel ? "model_not_found" : word);
    }

    /** A failure of a provider that does not keep to its protocol. */
    static FailureException garbage(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider's answer is damaged: " + why));
    }

    private ErrorCode code() {
        return switch (word) {
            case "ThrottlingException", "TooManyRequestsException" -> tooMuch();
            case "ServiceQuotaExceededException" -> ErrorCode.QUOTA_EXHAUSTED;
            case "ModelNotReadyException", "ServiceUnavailableException" -> ErrorCode.PROVIDER_OVERLOADED;
            case "ModelTimeoutException" -> ErrorCode.PROVIDER_TIMEOUT;
            case "ModelErrorException", "ModelStreamErrorException" -> ErrorCode.PROVIDER_ERROR;
            case "IncompleteSignatureException", "InvalidClientTokenIdException", "ExpiredTokenException",
                    "UnrecognizedClientException", "InvalidSignatureException" -> ErrorCode.PROVIDER_KEY_REFUSED;
            default -> status == 400 ? invalid() : status == 429 ? tooMuch() : ErrorCodes.of(status);
        };
    }

    private ErrorCode tooMuch() {
        return ErrorWords.says(message, "per day", "daily") ? ErrorCode.QUOTA_EXHAUSTED : ErrorCode.RATE_LIMITED;
    }

    private ErrorCode invalid() {
        if (ErrorWords.says(message, "too long", "maximum context length", "context window", "context limit",
                "too many input tokens", "maximum number of tokens")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        if (ErrorWords.says(message, "model identifier is invalid", "on-demand throughput", "end of its life")) {
            return ErrorCode.UNSUPPORTED;
        }
        return ErrorWords.says(message, "content filter", "blocked by") ? ErrorCode.CONTENT_FILTERED : ErrorCode.INVALID_REQUEST;
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

    // com.amazon.coral.service#ValidationException:http://… is a ValidationException.
    private static String name(String word) {
        String tail = word.substring(word.indexOf('#') + 1);
        int address = tail.indexOf(':');
        String name = ErrorWords.word(address < 0 ? tail : tail.substring(0, address));
        return name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
