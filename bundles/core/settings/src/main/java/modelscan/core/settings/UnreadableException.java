package modelscan.core.settings;

/** A file that does not have the form of settings; the message names file and line. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
