package modelscan.core.plugins;

import java.io.IOException;
import org.osgi.framework.BundleException;

/** The innermost reason of a failure, in one line. */
final class Reasons {
    private static final String CAUSE = "Caused by: ";
    private static final int LONGEST = 400;
    private static final int DEEPEST = 50;

    private Reasons() {
    }

    static String deepest(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
            cause = cause.getCause();
        }
        return line(cause.toString());
    }

    /** The words of a failure that was made for people, else what it is. */
    static String plain(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass() == IOException.class || failure instanceof BundleException
                ? line(message) : line(failure.toString());
    }

    /** The innermost reason out of a printed stack trace. */
    static String deepest(String stackTrace) {
        String text = stackTrace == null ? "nobody said why" : stackTrace.strip();
        int last = text.lastIndexOf(CAUSE);
        return line(last < 0 ? text : text.substring(last + CAUSE.length()));
    }

    private static String line(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.length() > LONGEST ? first.substring(0, LONGEST) + " …" : first;
    }
}
