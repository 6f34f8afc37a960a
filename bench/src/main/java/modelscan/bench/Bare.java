package modelscan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;

/** A copy of a distribution that has no provider but echo. */
final class Bare {
    private static final Set<String> SHIPPED = Set.of("modelscan", "bundles", "conf", "features", "help", "lib");
    private static final String PROVIDER = "modelscan.provider.";
    private static final String ECHO = PROVIDER + "echo";
    private static final String FEATURE = "feature.description: Nothing but the provider that needs no key\n-runrequires.providers: bnd.identity;id='"
            + ECHO + "'\n";

    private Bare() {}

    /** Copies the distribution into the folder, which is empty. */
    static Path copy(Path distribution, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(distribution)) {
            for (Path file : all.map(distribution::relativize).filter(Bare::isWanted).toList()) {
                Path from = distribution.resolve(file);
                Path to = folder.resolve(file);
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.writeString(folder.resolve("features/providers.bnd"), FEATURE);
        return folder;
    }

    /** Archives of classes are bound to the place they were made in; plugins and a home are somebody's own. */
    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return SHIPPED.contains(file.getName(0).toString()) && (!name.startsWith(PROVIDER) || name.startsWith(ECHO + "-"));
    }
}
