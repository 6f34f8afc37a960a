package modelscan.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * In which order bundles are installed and started. No bundle may depend on it, so a test shuffles it.
 *
 * <pre>{@code JAVA_OPTS=-Dmodelscan.start.order=shuffle:42 ./modelscan run}</pre>
 */
final class StartOrder {
    static final String PROPERTY = "modelscan.start.order";
    private static final String SHUFFLE = "shuffle:";

    private StartOrder() {
    }

    static List<Path> of(List<Path> bundles, String order) {
        if (order.isEmpty()) {
            return bundles;
        }
        List<Path> shuffled = new ArrayList<>(bundles);
        Collections.shuffle(shuffled, new Random(seed(order)));
        return shuffled;
    }

    private static long seed(String order) {
        try {
            if (order.startsWith(SHUFFLE)) {
                return Long.parseLong(order.substring(SHUFFLE.length()));
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new StartFailure(ExitCode.USAGE, PROPERTY + " must be shuffle:<number>, not " + order);
    }
}
