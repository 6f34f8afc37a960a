package modelscan.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The directory of one gateway: {@code conf/ plugins/ data/ logs/}. Made when missing, readable for its owner only. */
record Home(Path root) {

    static Home at(Path root) {
        Home home = new Home(root);
        try {
            for (Path directory : List.of(root, home.conf(), home.plugins(), home.data(), home.logs())) {
                Files.createDirectories(directory, ownerOnlyDirectory());
            }
        } catch (IOException e) {
            throw new StartFailure(ExitCode.HOME_UNUSABLE, "The home " + root + " cannot be made (" + e
                    + "); choose a writable directory with --home DIR or MODELSCAN_HOME", e);
        }
        return home;
    }

    Path conf() {
        return root.resolve("conf");
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    Path data() {
        return root.resolve("data");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path adminToken() {
        return conf().resolve("admin.token");
    }

    /** Whether files know owner, group and others here. */
    static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnlyDirectory() {
        return posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
