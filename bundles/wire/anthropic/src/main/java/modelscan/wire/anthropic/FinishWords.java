package modelscan.wire.anthropic;

import java.util.Set;
import modelscan.api.model.FinishReason;

/** The words for why an answer ended. */
final class FinishWords {
    private static final Set<String> OWN = Set.of("end_turn", "stop_sequence", "max_tokens", "tool_use", "refusal",
            "pause_turn", "model_context_window_exceeded");

    private FinishWords() {
    }

    /** What a provider's word means; some say {@code end_turn} although they wait for tools. */
    static FinishReason read(String word, boolean toolsCalled) {
        return switch (word) {
            case "end_turn", "stop_sequence", "stop" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded", "length" -> FinishReason.LENGTH;
            case "tool_use", "tool_calls" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.REFUSAL;
            case "content_filter", "sensitive" -> FinishReason.CONTENT_FILTER;
            case "error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    /** Anthropic's word for a reason; one that is Anthropic's already stays unless the reason was changed. */
    static String write(FinishReason reason, String word) {
        if (OWN.contains(word) && read(word, reason == FinishReason.TOOL_CALLS) == reason && !changed(reason, word)) {
            return word;
        }
        return switch (reason) {
            case STOP, CANCELLED, OTHER -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER, REFUSAL -> "refusal";
            // No word of Anthropic's own, but none of those may be taken for a good end.
            case ERROR -> "error";
        };
    }

    private static boolean changed(FinishReason reason, String word) {
        return reason == FinishReason.TOOL_CALLS && !word.equals("tool_use");
    }
}
