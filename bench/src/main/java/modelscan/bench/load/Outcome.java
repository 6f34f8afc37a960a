package modelscan.bench.load;

/** How one request ended; everything but {@link #OK} is a failure. */
public enum Outcome {
    /** Status 2xx and a whole body. */
    OK,
    /** No connection could be made. */
    REFUSED,
    /** A whole answer with another status. */
    STATUS,
    /** A whole answer that holds less than it must. */
    SHORT,
    /** The connection or the stream ended early; a stream without {@code [DONE]} is cut. */
    CUT,
    /** Not HTTP. */
    MALFORMED,
    /** Still open when the grace time was over. */
    UNFINISHED
}
