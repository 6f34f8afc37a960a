package modelscan.core.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.framework.Constants;

/** A lone {@code *.provider.json}, wrapped into the bundle that it would be if its author had made one. */
record DescriptorBundle(String symbolicName, String version, byte[] descriptor) {
    private static final String PLACE = "MODELSCAN-INF/provider.json";
    private static final String EXTENDER = "osgi.extender;filter:=\"(osgi.extender=modelscan.provider)\"";
    // A jar's entries carry a time; the content alone must decide about the bytes.
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    /**
     * The bundle for a descriptor.
     *
     * @throws IOException with line and column if it is not a JSON object
     */
    static DescriptorBundle of(String file, byte[] descriptor, String hash) throws IOException {
        try {
            Json.readObject(descriptor);
        } catch (FailureException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
        String name = file.substring(0, file.length() - PluginFolder.DESCRIPTOR.length()).replaceAll("[^A-Za-z0-9_-]", "_");
        return new DescriptorBundle("modelscan.plugin." + name, "0.0.0." + hash.substring(0, 12), descriptor);
    }

    byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(entry("META-INF/MANIFEST.MF"));
            manifest().write(jar);
            jar.putNextEntry(entry(PLACE));
            jar.write(descriptor);
        }
        return bytes.toByteArray();
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        headers.putValue(Constants.BUNDLE_VERSION, version);
        headers.putValue(Constants.REQUIRE_CAPABILITY, EXTENDER);
        return manifest;
    }

    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }
}
