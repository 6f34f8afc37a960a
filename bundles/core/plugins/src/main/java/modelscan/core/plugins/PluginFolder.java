package modelscan.core.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The folder {@code plugins/}: which of its files are plugins. */
record PluginFolder(Path path) {
    static final String DESCRIPTOR = ".provider.json";
    private static final String JAR = ".jar";

    /** The plugins that lie there now, by file name; an unfinished or hidden file is none. */
    Map<String, Stamp> files() throws IOException {
        Map<String, Stamp> files = new TreeMap<>();
        Files.createDirectories(path);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (wanted(name) && !Files.isDirectory(entry)) {
                    stamp(files, name, entry);
                }
            }
        }
        return files;
    }

    /** The file of this name; refused when it is a link that leads out of the folder. */
    Path inside(String name) throws IOException {
        Path file = path.resolve(name);
        if (!file.toRealPath().startsWith(path.toRealPath())) {
            throw new IOException("it is a link that leads out of the folder");
        }
        return file;
    }

    static boolean wanted(String name) {
        return !name.startsWith(".") && (name.endsWith(JAR) || name.endsWith(DESCRIPTOR));
    }

    private static void stamp(Map<String, Stamp> files, String name, Path entry) throws IOException {
        try {
            files.put(name, Stamp.of(entry));
        } catch (NoSuchFileException goneMeanwhile) {
            files.remove(name);
        }
    }
}
