package modelscan.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The packages of the class path that every bundle may import; the build resolves against the same file. */
final class SystemPackages {
    private static final String FILE = "system-packages.bnd";

    private SystemPackages() {
    }

    static String exported() {
        Properties lines = new Properties();
        try (InputStream file = SystemPackages.class.getResourceAsStream(FILE)) {
            lines.load(file);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.BROKEN, FILE + " cannot be read (" + e + ")", e);
        }
        return lines.getProperty("-runsystempackages").replaceAll("\\s", "");
    }
}
