package modelscan.test.providers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The bundles of this checkout, as the build left them in the folders {@code target}. */
final class BuiltBundles {
    private static final Path BUNDLES = Path.of("").toAbsolutePath().getParent().getParent();
    private static final List<String> FAMILIES = List.of("base", "wire", "stream");
    private static final List<String> SINGLE = List.of("core/catalog", "core/pipeline", "core/tokens", "stage/route");

    private BuiltBundles() {
    }

    /** The folders of all providers. */
    static List<Path> providers() throws IOException {
        return folders(BUNDLES.resolve("provider"));
    }

    /** What a gateway without doors consists of. */
    static List<Path> gateway() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.endsWith(".jar") && (name.startsWith("org.osgi.") || name.startsWith("org.apache.felix.")
                    && !name.startsWith("org.apache.felix.framework"))) {
                jars.add(Path.of(entry));
            }
        }
        for (String family : FAMILIES) {
            for (Path folder : folders(BUNDLES.resolve(family))) {
                jar(folder).ifPresent(jars::add);
            }
        }
        for (String single : SINGLE) {
            Optional<Path> jar = jar(BUNDLES.resolve(single));
            Assumptions.assumeTrue(jar.isPresent(), () -> "bundles/" + single + " is not built; run mvn package");
            jars.add(jar.get());
        }
        return jars;
    }

    private static List<Path> folders(Path family) throws IOException {
        try (Stream<Path> files = Files.list(family)) {
            return files.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml"))).sorted().toList();
        }
    }

    private static Optional<Path> jar(Path folder) throws IOException {
        Path target = folder.resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst();
        }
    }
}
