package modelscan.tools;

/** How a tool ends. */
enum ToolExit {
    /** Everything is as it should be. */
    DONE(0),
    /** The provider does not keep its contract. */
    FAULTY(1),
    /** It could not be looked at, or not be written. */
    IMPOSSIBLE(2),
    /** The words of the call are wrong. */
    MISUSED(64);

    private final int code;

    ToolExit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
