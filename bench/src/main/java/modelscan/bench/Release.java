package modelscan.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * One version of the plugin that is swapped: provider {@code swapped}, told apart by name and path.
 *
 * @param upstreamPort of the mock, which sees the number in the path
 */
record Release(int number, int upstreamPort, String streamModel) {
    /** A name that occurs nowhere else. */
    String name() {
        return String.format(Locale.ROOT, "Swapped %04d", number);
    }

    String path() {
        return "/release-" + number + "/v1";
    }

    /** The lone descriptor file. */
    byte[] descriptor() {
        return """
                { "id": "swapped", "name": "%s", "mode": "api", "dialect": "openai",
                  "url": "http://127.0.0.1:%d%s", "auth": "bearer", "key": "bench-key",
                  "serves": ["chat"],
                  "models": [ { "id": "mock" }, { "id": "%s" } ] }
                """.formatted(name(), upstreamPort, path(), streamModel).getBytes(StandardCharsets.UTF_8);
    }

    /** The same descriptor as a bundle. */
    byte[] bundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "bench.swapped");
        headers.putValue("Bundle-Name", name());
        headers.putValue("Bundle-Version", "1.0." + number);
        headers.putValue("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=modelscan.provider)\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("MODELSCAN-INF/provider.json"));
            jar.write(descriptor());
            jar.closeEntry();
        }
        return bytes.toByteArray();
    }
}
