package modelscan.api.model;

/** Who speaks in a conversation. */
public enum Role {
    /** The instruction the application gives. */
    SYSTEM,
    /** The person, or whoever asks. */
    USER,
    /** The model. */
    ASSISTANT,
    /** A tool that reports its result. */
    TOOL
}
