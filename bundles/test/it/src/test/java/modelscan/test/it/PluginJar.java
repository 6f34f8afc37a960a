package modelscan.test.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes plugins as an author would build them, and drops them as a user would. */
final class PluginJar {
    private PluginJar() {
    }

    /** A bundle whose activator registers a chat model that answers with its own version, slowly. */
    static byte[] speaker(String version, Class<?> activator) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "it.speaker");
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", activator.getName());
        main.putValue("Import-Package", "org.osgi.framework;version=\"[1.8,2)\",modelscan.api.gateway;version=\"[1.0,2)\","
                + "modelscan.api.model;version=\"[1.0,2)\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            addClass(jar, activator);
            for (Class<?> inner : activator.getDeclaredClasses()) {
                addClass(jar, inner);
            }
        }
        return bytes.toByteArray();
    }

    private static void addClass(JarOutputStream jar, Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            in.transferTo(jar);
        }
        jar.closeEntry();
    }

    /** Puts a file into the folder the safe way: under another name first. */
    static void drop(Path folder, String name, byte[] bytes) throws IOException {
        Path part = folder.resolve("." + name + ".tmp");
        Files.write(part, bytes);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void drop(Path folder, String name, String text) throws IOException {
        drop(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
