package modelscan.tools;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The bundles of this checkout, put together as the distribution has them. */
final class BuiltDistribution {
    private static final Path BUNDLES = Path.of("").toAbsolutePath().getParent().resolve("bundles");
    private static final List<String> FAMILIES = List.of("base", "wire", "stream", "provider");
    private static final List<String> SINGLE = List.of("core/catalog", "core/pipeline", "core/tokens", "stage/route");

    private BuiltDistribution() {
    }

    static Path in(Path folder) throws IOException {
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar") && (name.startsWith("org.osgi.") || name.startsWith("org.apache.felix."))) {
                Files.copy(jar, bundles.resolve(name));
            }
        }
        for (String family : FAMILIES) {
            try (Stream<Path> members = Files.list(BUNDLES.resolve(family))) {
                for (Path member : members.sorted().toList()) {
                    copy(member, bundles);
                }
            }
        }
        for (String single : SINGLE) {
            boolean there = copy(BUNDLES.resolve(single), bundles);
            Assumptions.assumeTrue(there, () -> "bundles/" + single + " is not built; run mvn package");
        }
        return folder;
    }

    private static boolean copy(Path member, Path bundles) throws IOException {
        Path target = member.resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Optional<Path> jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst();
            if (jar.isPresent()) {
                Files.copy(jar.get(), bundles.resolve(jar.get().getFileName()));
            }
            return jar.isPresent();
        }
    }
}
