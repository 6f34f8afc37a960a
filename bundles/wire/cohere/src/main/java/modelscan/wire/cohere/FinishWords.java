package modelscan.wire.cohere;

import java.util.Locale;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.base.wire.ErrorWords;

/** The words for why an answer ended. */
final class FinishWords {
    private FinishWords() {
    }

    /**
     * What a word means.
     *
     * @throws FailureException if it says that the answer failed
     */
    static FinishReason read(String word, String why, boolean toolsCalled) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "COMPLETE", "STOP_SEQUENCE" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
            case "USER_CANCEL" -> FinishReason.CANCELLED;
            case "ERROR" -> throw failed(ErrorCode.PROVIDER_ERROR, why, "the provider gave up");
            case "TIMEOUT" -> throw failed(ErrorCode.PROVIDER_TIMEOUT, why, "the provider ran out of time");
            case "ERROR_LIMIT" -> throw failed(ErrorCode.CONTEXT_TOO_LONG, why, "the context is full");
            default -> FinishReason.OTHER;
        };
    }

    private static FailureException failed(ErrorCode code, String why, String otherwise) {
        return new FailureException(Failure.of(code, why.isBlank() ? otherwise : ErrorWords.line(why)));
    }
}
