package modelscan.wire.openai;

import modelscan.api.model.FinishReason;

/** The words for why an answer ended. */
final class FinishWords {
    private FinishWords() {
    }

    /** What a provider's word means; some say {@code stop} although they wait for tools. */
    static FinishReason read(String word, boolean toolsCalled) {
        return switch (word) {
            case "stop", "eos", "eos_token", "end_turn", "stop_sequence" ->
                    toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
            case "error", "insufficient_system_resource", "network_error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    /** OpenAI's word for a reason. */
    static String write(FinishReason reason) {
        return switch (reason) {
            case STOP, CANCELLED, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER, REFUSAL -> "content_filter";
            case ERROR -> "error";
        };
    }
}
