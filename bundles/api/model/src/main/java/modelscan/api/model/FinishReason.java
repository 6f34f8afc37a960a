package modelscan.api.model;

/** Why an answer ended. */
public enum FinishReason {
    /** The model had said what it wanted, or met a stop sequence. */
    STOP,
    /** The output limit was reached. */
    LENGTH,
    /** The model waits for its tools. */
    TOOL_CALLS,
    /** A content filter cut in. */
    CONTENT_FILTER,
    /** The model declined. */
    REFUSAL,
    /** The provider gave up. */
    ERROR,
    /** The caller stopped it. */
    CANCELLED,
    /** A reason of the provider's own; its word is in the event. */
    OTHER
}
