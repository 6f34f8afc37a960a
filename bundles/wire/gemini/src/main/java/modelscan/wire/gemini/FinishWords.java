package modelscan.wire.gemini;

import java.util.Set;
import modelscan.api.model.FinishReason;

/** The words for why a candidate ended. */
final class FinishWords {
    private static final Set<String> KNOWN = Set.of("STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "LANGUAGE", "OTHER",
            "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MALFORMED_FUNCTION_CALL", "MODEL_ARMOR", "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER", "NO_IMAGE", "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS");

    private FinishWords() {
    }

    /** What a word means; {@code STOP} is said for tool calls too. */
    static FinishReason read(String word, boolean toolsCalled) {
        return switch (word) {
            case "STOP" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "MODEL_ARMOR",
                    "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MISSING_THOUGHT_SIGNATURE",
                    "MALFORMED_RESPONSE" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    /** Google's word for a reason; a word that is Google's already stays. */
    static String write(FinishReason reason, String word) {
        if (KNOWN.contains(word)) {
            return word;
        }
        return switch (reason) {
            case STOP, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER, REFUSAL -> "SAFETY";
            case ERROR, CANCELLED, OTHER -> "OTHER";
        };
    }
}
