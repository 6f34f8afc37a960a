package modelscan.base.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where programs lie.
 *
 * <pre>{@code
 * Program.find("codex", "/usr/local/bin:/usr/bin"); // Optional[/usr/local/bin/codex]
 * }</pre>
 */
public final class Program {
    private Program() {
    }

    /** The executable file of a name on a search path, or of a whole path; never one relative to some folder. */
    public static Optional<Path> find(String name, String searchPath) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        if (name.contains(File.separator)) {
            return runnable(name, "");
        }
        for (String folder : searchPath.split(File.pathSeparator)) {
            Optional<Path> found = runnable(folder, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> runnable(String folder, String name) {
        try {
            Path path = Path.of(folder, name);
            return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path) ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
