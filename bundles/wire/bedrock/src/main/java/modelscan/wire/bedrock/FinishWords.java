package modelscan.wire.bedrock;

import modelscan.api.model.FinishReason;

/** The words for why an answer ended. */
final class FinishWords {
    private FinishWords() {
    }

    /** What Bedrock's word means; some models say that their turn ended although they wait for tools. */
    static FinishReason read(String word, boolean toolsCalled) {
        return switch (word) {
            case "end_turn", "stop_sequence" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "malformed_model_output", "malformed_tool_use" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }
}
