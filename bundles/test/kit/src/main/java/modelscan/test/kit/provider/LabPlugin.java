package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** The bundle of a provider that is to be called at another address: only addresses, the key and waiting are changed. */
record LabPlugin(ProviderSource source, String server) {
    private static final String PLACE = "MODELSCAN-INF/provider.json";
    private static final Pattern DEFAULT = Pattern.compile("\\$\\[[^\\];]*;default=([^\\]]*)]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\[[^\\]]*]");

    /** The name of the secret that is the key. */
    String secret() {
        return "contract-" + source.id();
    }

    /** The path of the provider's own address. */
    String basePath() {
        String url = filled(source.descriptor().path("url").asText(""));
        if (url.isEmpty()) {
            return "";
        }
        String path = URI.create(url.contains("://") ? url : "http://" + url).getRawPath();
        String kept = path == null ? "" : path;
        return kept.endsWith("/") ? kept.substring(0, kept.length() - 1) : kept;
    }

    /** The descriptor as the lab uses it. */
    ObjectNode descriptor() {
        ObjectNode descriptor = source.descriptor().deepCopy();
        if (descriptor.has("url")) {
            descriptor.put("url", server + basePath());
        }
        descriptor.put("key", "$[secret:" + secret() + "]");
        JsonNode auth = descriptor.path("auth");
        if (auth.isTextual() && auth.asText().equals("none")) {
            descriptor.remove("key");
        }
        if (auth.path("oauth") instanceof ObjectNode oauth) {
            oauth.put("token", server + Credentials.OFFICE);
        }
        if (auth.path("sigv4") instanceof ObjectNode aws) {
            aws.put("region", filled(aws.path("region").asText()));
        }
        if (descriptor.path("headers") instanceof ObjectNode headers) {
            headers.properties().forEach(header -> headers.put(header.getKey(), filled(header.getValue().asText())));
        }
        descriptor.path("calls").findParents("job").forEach(call -> {
            if (call.path("job") instanceof ObjectNode job) {
                job.put("every", "0.1");
            }
        });
        return descriptor;
    }

    /** The descriptor as it is, but for where the key is kept. */
    ObjectNode live() {
        ObjectNode descriptor = source.descriptor().deepCopy();
        if (!descriptor.path("auth").asText().equals("none")) {
            descriptor.put("key", "$[secret:" + secret() + "]");
        }
        return descriptor;
    }

    byte[] bundle() throws IOException {
        return bundle(descriptor());
    }

    byte[] bundle(ObjectNode descriptor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            if (source.jar().isPresent()) {
                copy(source.jar().get(), jar);
            } else {
                jar.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
                manifest().write(jar);
            }
            jar.putNextEntry(new JarEntry(PLACE));
            jar.write(descriptor.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void copy(Path file, JarOutputStream into) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (!entry.getName().equals(PLACE)) {
                    into.putNextEntry(new JarEntry(entry.getName()));
                    jar.getInputStream(entry).transferTo(into);
                }
            }
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "modelscan.lab." + source.id());
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=modelscan.provider)\"");
        return manifest;
    }

    private static String filled(String text) {
        return PLACEHOLDER.matcher(DEFAULT.matcher(text).replaceAll("$1")).replaceAll("sample");
    }
}
