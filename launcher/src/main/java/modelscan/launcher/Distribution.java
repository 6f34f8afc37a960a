package modelscan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What was shipped: {@code lib/ bundles/ features/ conf/}. Never written to. */
record Distribution(Path root) {
    static final String PROPERTY = "modelscan.distribution";

    /** The one this process was started from, as the script says. */
    static Distribution ofThisProcess() {
        String root = System.getProperty(PROPERTY);
        if (root == null) {
            throw new StartFailure(ExitCode.USAGE, "Start the gateway by the script: ./modelscan run");
        }
        return new Distribution(Path.of(root).toAbsolutePath().normalize());
    }

    Path features() {
        return root.resolve("features");
    }

    /** The jars of {@code bundles/}, by name. */
    List<Path> bundles() {
        return files(root.resolve("bundles"), ".jar");
    }

    /** The files of a directory with that ending, by name. */
    static List<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new StartFailure(ExitCode.BROKEN, "The distribution is not complete: " + directory
                    + " cannot be read; build it again with ./modelscan build", e);
        }
    }

    static String version() {
        String version = Launcher.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
