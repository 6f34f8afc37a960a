package modelscan.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private final Release release = new Release(17, 4711, "mock-n4");

    @Test
    void theDescriptorTellsItsRelease() {
        String text = new String(release.descriptor(), StandardCharsets.UTF_8);
        assertTrue(text.contains("\"id\": \"swapped\", \"name\": \"Swapped 0017\""), text);
        assertTrue(text.contains("\"http://127.0.0.1:4711/release-17/v1\""), text);
        assertTrue(text.contains("{ \"id\": \"mock-n4\" }"), text);
    }

    @Test
    void theBundleHoldsTheDescriptor() throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(release.bundle()))) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertEquals("2", headers.getValue("Bundle-ManifestVersion"));
            assertEquals("bench.swapped", headers.getValue("Bundle-SymbolicName"));
            assertEquals("1.0.17", headers.getValue("Bundle-Version"));
            assertEquals("osgi.extender;filter:=\"(osgi.extender=modelscan.provider)\"", headers.getValue("Require-Capability"));
            assertEquals("MODELSCAN-INF/provider.json", jar.getNextJarEntry().getName());
            assertArrayEquals(release.descriptor(), jar.readAllBytes());
        }
    }

    @Test
    void droppingReplacesAndLeavesNothingHalf(@TempDir Path home) throws IOException {
        PluginFolder folder = new PluginFolder(home);
        folder.drop("a.json", new byte[] {1});
        folder.drop("a.json", new byte[] {2, 3});
        assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(home.resolve("plugins/a.json")));
        try (Stream<Path> files = Files.list(home)) {
            assertEquals(1, files.count());
        }
        folder.remove("a.json");
        folder.remove("a.json");
        assertTrue(Files.notExists(home.resolve("plugins/a.json")));
    }
}
