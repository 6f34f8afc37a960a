package modelscan.api.gateway;

/**
 * Where a stage stands, outermost first. This list is the architecture.
 *
 * <p>An exchange goes down the list to {@link #CALL}, its reply comes up the same way.
 */
public enum Phase {
    /** Follows everything, even what is refused. */
    TRACE,
    /** Writes down who did what. */
    AUDIT,
    /** Adds up what it cost. */
    ACCOUNT,
    /** Finds out who calls. */
    AUTHENTICATE,
    /** Decides whether the caller may. */
    ADMIT,
    /** Looks at content, going in and coming out. */
    GUARD,
    /** Answers from memory. */
    CACHE,
    /** Chooses candidates and tries them in order. */
    ROUTE,
    /** Keeps within rates and quotas of the candidate. */
    LIMIT,
    /** Records the traffic with the candidate. */
    RECORD,
    /** Calls the provider. */
    CALL
}
