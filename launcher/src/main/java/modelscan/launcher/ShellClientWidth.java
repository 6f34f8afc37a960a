package modelscan.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks the terminal how wide it is, without the JLine library, which would double the time of a single command. */
final class ShellClientWidth {
    private static final int USUAL = 80;

    private ShellClientWidth() {
    }

    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            return columns(new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII));
        } catch (IOException noStty) {
            return USUAL;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Reads {@code "24 80"}: the rows and the columns; the usual width if it says something else or zero. */
    static int columns(String size) {
        String[] numbers = size.strip().split(" ");
        boolean understood = numbers.length == 2 && numbers[1].matches("[1-9][0-9]{0,3}");
        return understood ? Integer.parseInt(numbers[1]) : USUAL;
    }
}
