package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.FinishReason;
import modelscan.base.json.Json;

/**
 * How an answer ended, in the words of this dialect.
 *
 * @param status such as {@code completed}
 * @param reason why it is incomplete; empty if it is not
 */
record Ending(String status, String reason) {
    private static final String INCOMPLETE = "incomplete";

    /** How a response object says it ended; one without a status that has output is complete. */
    static Ending of(JsonNode status, JsonNode details) {
        return new Ending(status.asText("completed"), details.path("reason").asText(""));
    }

    /** How a neutral reason is said. */
    static Ending of(FinishReason reason) {
        return switch (reason) {
            case STOP, TOOL_CALLS, OTHER -> new Ending("completed", "");
            case LENGTH -> new Ending(INCOMPLETE, "max_output_tokens");
            case CONTENT_FILTER, REFUSAL -> new Ending(INCOMPLETE, "content_filter");
            case ERROR -> new Ending("failed", "");
            case CANCELLED -> new Ending("cancelled", "");
        };
    }

    /** What it means. */
    FinishReason finish(boolean toolsCalled) {
        return switch (status) {
            case "completed" -> toolsCalled ? FinishReason.TOOL_CALLS : FinishReason.STOP;
            case INCOMPLETE -> switch (reason) {
                case "max_output_tokens" -> FinishReason.LENGTH;
                case "content_filter" -> FinishReason.CONTENT_FILTER;
                default -> FinishReason.OTHER;
            };
            case "failed" -> FinishReason.ERROR;
            case "cancelled" -> FinishReason.CANCELLED;
            default -> FinishReason.OTHER;
        };
    }

    /** Whether the answer is still being made, in the background. */
    boolean running() {
        return status.equals("queued") || status.equals("in_progress");
    }

    /** The provider's own word. */
    String word() {
        return reason.isEmpty() ? status : reason;
    }

    /** The name of the last event. */
    String event() {
        return switch (status) {
            case "completed" -> EventWords.COMPLETED;
            case "failed" -> EventWords.FAILED;
            default -> EventWords.INCOMPLETE;
        };
    }

    /** The status of the items that were still open. */
    String items() {
        return status.equals("completed") ? status : INCOMPLETE;
    }

    /** The value of {@code incomplete_details}. */
    JsonNode details() {
        return reason.isEmpty() ? Json.object().nullNode() : Json.object().put("reason", reason);
    }
}
