package modelscan.api.model;

/** Where a job that takes minutes stands. */
public enum JobState {
    /** Taken, not begun. */
    QUEUED,
    /** In work. */
    RUNNING,
    /** Done; its result can be fetched. */
    SUCCEEDED,
    /** Given up by the provider. */
    FAILED,
    /** Stopped on request. */
    CANCELLED
}
