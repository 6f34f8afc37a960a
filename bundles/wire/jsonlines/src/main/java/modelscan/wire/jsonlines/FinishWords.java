package modelscan.wire.jsonlines;

import modelscan.api.model.FinishReason;

/** The words for why an answer ended. */
final class FinishWords {
    private FinishWords() {
    }

    /** What a tool's word means; tools of its own are not what it waits for at its end. */
    static FinishReason read(String word) {
        return switch (word) {
            case "stop", "end_turn", "stop_sequence", "done", "end", "complete", "completed", "success", "result", "finish",
                    "eos", "idle" -> FinishReason.STOP;
            case "length", "max_tokens", "max_turns", "model_length" -> FinishReason.LENGTH;
            case "content_filter", "content-filter", "safety" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "error", "failed" -> FinishReason.ERROR;
            case "cancelled", "canceled", "interrupted" -> FinishReason.CANCELLED;
            default -> FinishReason.OTHER;
        };
    }
}
