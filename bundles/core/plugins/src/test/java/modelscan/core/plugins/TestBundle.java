package modelscan.core.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds a bundle in memory. */
final class TestBundle {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final StringBuilder components = new StringBuilder();

    private TestBundle() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    static TestBundle plainJar() {
        return new TestBundle();
    }

    static TestBundle named(String symbolicName, String version) {
        return new TestBundle().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version);
    }

    TestBundle header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    TestBundle activator(Class<?> activator) {
        return header("Bundle-Activator", activator.getName()).header("Import-Package", "org.osgi.framework").with(activator);
    }

    TestBundle with(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            entries.put(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A declarative component that offers one service and, unless empty, needs another. */
    TestBundle component(String name, Class<?> implementation, String offers, String needs) {
        String reference = needs.isEmpty() ? "" : "<reference name='it' interface='" + needs + "'/>";
        return component(name, "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' immediate='true' name='" + name
                + "'><implementation class='" + implementation.getName() + "'/><service><provide interface='" + offers
                + "'/></service>" + reference + "</scr:component>").with(implementation);
    }

    TestBundle component(String name, String xml) {
        String path = "OSGI-INF/" + name + ".xml";
        entries.put(path, xml.getBytes(StandardCharsets.UTF_8));
        components.append(components.isEmpty() ? "" : ",").append(path);
        return header("Service-Component", components.toString());
    }

    TestBundle entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
