package modelscan.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.connect.ConnectContent;

/** What the framework reads of a bundle on the class path: the headers and files of its jar, but no class. */
final class JarContent implements ConnectContent {
    private final Path path;
    private final ClassLoader classes;
    private Optional<Opened> opened = Optional.empty();

    JarContent(Path path, ClassLoader classes) {
        this.path = path;
        this.classes = classes;
    }

    /** Reads the headers as well, for here a broken jar may still be told. */
    @Override
    public synchronized void open() throws IOException {
        if (opened.isEmpty()) {
            opened = Optional.of(Opened.at(path));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        Optional<Opened> closing = opened;
        opened = Optional.empty();
        if (closing.isPresent()) {
            closing.get().jar().close();
        }
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(now().headers());
    }

    @Override
    public Iterable<String> getEntries() {
        return now().jar().stream().map(ZipEntry::getName).toList();
    }

    @Override
    public Optional<ConnectEntry> getEntry(String name) {
        ZipFile jar = now().jar();
        return Optional.ofNullable(jar.getEntry(name)).map(entry -> new Entry(jar, entry));
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(classes);
    }

    private synchronized Opened now() {
        return opened.orElseThrow(() -> new IllegalStateException(path.getFileName() + " is closed"));
    }

    /** The jar while it is open. */
    private record Opened(ZipFile jar, Map<String, String> headers) {

        static Opened at(Path path) throws IOException {
            ZipFile jar = new ZipFile(path.toFile());
            try {
                return new Opened(jar, headers(jar));
            } catch (IOException | RuntimeException e) {
                jar.close();
                throw e;
            }
        }

        /** None without a manifest, which the framework then tells; in headers upper and lower case are the same. */
        private static Map<String, String> headers(ZipFile jar) throws IOException {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
            if (entry != null) {
                try (InputStream manifest = jar.getInputStream(entry)) {
                    new Manifest(manifest).getMainAttributes()
                            .forEach((name, value) -> headers.put(name.toString(), value.toString()));
                }
            }
            return headers;
        }
    }

    /** A file or folder in the jar. */
    private record Entry(ZipFile jar, ZipEntry entry) implements ConnectEntry {

        @Override
        public String getName() {
            return entry.getName();
        }

        @Override
        public long getContentLength() {
            return entry.getSize();
        }

        @Override
        public long getLastModified() {
            return entry.getTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return jar.getInputStream(entry);
        }
    }
}
