package modelscan.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modelscan.test.kit.Cassette;

/**
 * The files of a new provider.
 *
 * @param folder all of them
 * @param place the descriptor
 * @param lone whether the descriptor is to be dropped into {@code plugins/} as it is
 */
record ProviderFolder(Path folder, Path place, boolean lone) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String MANIFEST = """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: %s
            Bundle-Version: 0.1.0
            Require-Capability: osgi.extender;filter:="(osgi.extender=modelscan.provider)"
            """;

    static ProviderFolder write(Path folder, Sketch sketch, boolean lone) throws IOException {
        ObjectNode descriptor = sketch.descriptor();
        String id = descriptor.path("id").asText();
        Path place = lone ? folder.resolve(id + ".provider.json") : folder.resolve("provider.json");
        Files.createDirectories(folder);
        Files.writeString(place, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(descriptor) + "\n");
        if (!lone) {
            Files.writeString(folder.resolve("MANIFEST.MF"), MANIFEST.formatted(id));
        }
        return new ProviderFolder(folder, place, lone);
    }

    void cassette(Cassette cassette) throws IOException {
        cassette.write(Files.createDirectories(folder.resolve("cassettes")).resolve(cassette.name()));
    }

    void readme(Sketch sketch) throws IOException {
        String id = sketch.descriptor().path("id").asText();
        String name = sketch.descriptor().path("name").asText(id);
        Files.writeString(folder.resolve("README.md"), "# " + name + " for ModelScan\n\n"
                + "`" + place.getFileName() + "` describes the provider; `modelscan provider check .` says whether it works, and\n"
                + "`MODELSCAN_KEY=… modelscan provider check . --live` asks the real one.\n\n"
                + (lone ? LONE : BUNDLE).replace("{id}", id) + section("Guessed", sketch.guessed()) + section("To do", sketch.left()));
    }

    private static final String LONE = """
            ## Use it

                modelscan plugin install {id}.provider.json

            Its key is the secret `{id}`.
            """;
    private static final String BUNDLE = """
            ## Use it

            As it is:

                cp provider.json {id}.provider.json
                modelscan plugin install {id}.provider.json

            As a bundle, which may also hold code:

                mkdir -p MODELSCAN-INF && cp provider.json MODELSCAN-INF/
                jar --create --file {id}.jar --manifest MANIFEST.MF MODELSCAN-INF
                modelscan plugin install {id}.jar

            Its key is the secret `{id}`.
            """;

    private static String section(String title, List<String> lines) {
        StringBuilder section = new StringBuilder();
        if (!lines.isEmpty()) {
            section.append("\n## ").append(title).append("\n\n");
            lines.forEach(line -> section.append("- ").append(line).append('\n'));
        }
        return section.toString();
    }

    /** All files, by name. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
        }
    }
}
