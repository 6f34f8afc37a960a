package modelscan.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import modelscan.test.kit.provider.ProviderLab;

/**
 * The ModelScan that is installed here: its bundles make the gateway that providers are tried in.
 *
 * @param distribution its folder
 */
record Installed(Path distribution) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PROVIDER = "modelscan.provider.";
    // A gateway without doors and without other providers.
    private static final List<String> GATEWAY = List.of("modelscan.base.", "modelscan.wire.", "modelscan.stream.",
            "modelscan.core.catalog-", "modelscan.core.pipeline-", "modelscan.core.tokens-", "modelscan.stage.route-", "org.osgi.",
            "org.apache.felix.scr-", "org.apache.felix.configadmin-");

    /** A gateway to try providers in. */
    ProviderLab lab() throws IOException {
        List<Path> gateway = jars().stream().filter(jar -> GATEWAY.stream().anyMatch(name(jar)::startsWith)).toList();
        if (gateway.stream().noneMatch(jar -> name(jar).startsWith("modelscan.core.catalog-"))) {
            throw new IOException("there is no complete ModelScan in " + distribution);
        }
        return ProviderLab.open(gateway);
    }

    /** The descriptor of a provider that comes with ModelScan. */
    ObjectNode descriptor(String id) throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (Path jar : jars()) {
            if (name(jar).startsWith(PROVIDER)) {
                Optional<ObjectNode> found = descriptor(jar);
                found.ifPresent(descriptor -> known.add(descriptor.path("id").asText()));
                if (found.isPresent() && found.get().path("id").asText().equals(id)) {
                    return found.get();
                }
            }
        }
        throw new IOException("there is no provider '" + id + "' to be like; known are " + String.join(", ", known));
    }

    private static Optional<ObjectNode> descriptor(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry("MODELSCAN-INF/provider.json");
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = file.getInputStream(entry)) {
                JsonNode tree = MAPPER.readTree(in);
                return tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
            }
        }
    }

    private List<Path> jars() throws IOException {
        Path bundles = distribution.resolve("bundles");
        if (!Files.isDirectory(bundles)) {
            throw new IOException("there is no complete ModelScan in " + distribution);
        }
        try (Stream<Path> files = Files.list(bundles)) {
            return new ArrayList<>(files.filter(file -> name(file).endsWith(".jar")).sorted().toList());
        }
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }
}
