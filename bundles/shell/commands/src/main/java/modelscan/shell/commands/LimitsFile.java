package modelscan.shell.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A file of limits or prices; it is the gateway that reads it. */
record LimitsFile(byte[] bytes, boolean table) {
    private static final long LARGEST = 16L << 20;

    static LimitsFile of(String name) {
        try {
            Path path = Path.of(name);
            if (!path.isAbsolute()) {
                throw refused("'" + name + "' must be a whole path: it is the gateway that reads it");
            }
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                throw refused("'" + name + "' is no file of at most " + (LARGEST >> 20) + " MiB");
            }
            return new LimitsFile(Files.readAllBytes(path), name.endsWith(".csv"));
        } catch (InvalidPathException | IOException unreadable) {
            throw refused("'" + name + "' cannot be read: " + unreadable.getMessage());
        }
    }

    private static FailureException refused(String sentence) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, sentence));
    }
}
