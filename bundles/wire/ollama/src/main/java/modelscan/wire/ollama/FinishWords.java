package modelscan.wire.ollama;

import modelscan.api.model.FinishReason;

/** The words for why an answer ended. */
final class FinishWords {
    private FinishWords() {
    }

    /** What a word means; a model that waits for its tools says {@code stop} too, and old servers say nothing. */
    static FinishReason read(String word, boolean toolsCalled) {
        return switch (word) {
            case "", "stop" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "tool_calls" -> FinishReason.TOOL_CALLS;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    /** The word for a reason; where Ollama has none, clients read the common one as text. */
    static String write(FinishReason reason) {
        return switch (reason) {
            case STOP, TOOL_CALLS, CANCELLED, OTHER -> "stop";
            case LENGTH -> "length";
            case CONTENT_FILTER, REFUSAL -> "content_filter";
            case ERROR -> "error";
        };
    }
}
