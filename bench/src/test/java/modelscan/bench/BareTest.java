package modelscan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareTest {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatIsShippedButNoProviderBesidesEcho() throws IOException {
        Path distribution = folder.resolve("full");
        for (String file : List.of("modelscan", "bundles/modelscan.core.catalog-0.1.0.jar", "bundles/modelscan.provider.echo-0.1.0.jar",
                "bundles/modelscan.provider.openai-0.1.0.jar", "features/core.bnd", "features/providers.bnd", "lib/a.jar",
                "cache/classes-1.aot", "home/conf/admin.token", "plugins/own.provider.json")) {
            Files.createDirectories(distribution.resolve(file).getParent());
            Files.writeString(distribution.resolve(file), "full");
        }
        Path bare = Bare.copy(distribution, Files.createDirectory(folder.resolve("bare")));
        try (Stream<Path> files = Files.walk(bare)) {
            assertEquals(List.of("bundles/modelscan.core.catalog-0.1.0.jar", "bundles/modelscan.provider.echo-0.1.0.jar",
                    "features/core.bnd", "features/providers.bnd", "lib/a.jar", "modelscan"),
                    files.filter(Files::isRegularFile).map(bare::relativize).map(Path::toString).sorted().toList());
        }
        assertTrue(Files.readString(bare.resolve("features/providers.bnd")).contains("bnd.identity;id='modelscan.provider.echo'"));
    }
}
