package modelscan.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.BundleActivator;

/** A bundle made on the spot. */
final class BundleJar {
    private final String name;
    private final Manifest manifest = new Manifest();
    private final List<Class<?>> classes = new ArrayList<>();
    private final Map<String, String> files = new TreeMap<>();

    BundleJar(String name) {
        this.name = name;
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name).header("Bundle-Version", "1.0.0");
    }

    BundleJar header(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    BundleJar type(Class<?> type) {
        classes.add(type);
        return this;
    }

    BundleJar file(String path, String text) {
        files.put(path, text);
        return this;
    }

    BundleJar activator(Class<? extends BundleActivator> activator) {
        classes.add(activator);
        return header("Bundle-Activator", activator.getName()).header("Import-Package", "org.osgi.framework");
    }

    Path write(Path folder) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (Class<?> type : classes) {
                String entry = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(entry));
                try (InputStream code = type.getClassLoader().getResourceAsStream(entry)) {
                    code.transferTo(entries);
                }
                entries.closeEntry();
            }
            for (Map.Entry<String, String> text : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(text.getKey()));
                entries.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
        return jar;
    }
}
