package modelscan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder {@code plugins/} of a home; whole files appear in it at once. */
record PluginFolder(Path home) {
    static final String DESCRIPTOR = "swapped.provider.json";
    static final String BUNDLE = "bench.swapped.jar";

    /** Puts a file there, or in place of the one of that name, by renaming. */
    void drop(String name, byte[] content) throws IOException {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        Path incoming = Files.write(home.resolve(name + ".tmp"), content);
        Files.move(incoming, plugins.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(home.resolve("plugins").resolve(name));
    }
}
