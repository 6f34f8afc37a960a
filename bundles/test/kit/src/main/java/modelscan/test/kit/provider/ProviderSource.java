package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.test.kit.Cassette;

/**
 * A provider as its author wrote it: the descriptor, the cassettes beside it, and the jar if it has code.
 *
 * @param descriptor the descriptor
 * @param cassettes recorded exchanges, by name
 * @param jar the built plugin; empty if the descriptor is all of it
 */
public record ProviderSource(ObjectNode descriptor, List<Cassette> cassettes, Optional<Path> jar) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> PLACES = List.of("src/main/resources/MODELSCAN-INF/provider.json",
            "MODELSCAN-INF/provider.json", "provider.json");
    private static final List<String> CASSETTES = List.of("src/test/cassettes", "cassettes");

    public ProviderSource {
        cassettes = List.copyOf(cassettes);
    }

    /**
     * Reads a plugin's folder, or a lone descriptor with a folder {@code cassettes} beside it.
     *
     * @throws IOException if there is no descriptor, or something is unreadable
     */
    public static ProviderSource read(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? descriptor(place) : place;
        Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
        JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
        if (!(tree instanceof ObjectNode object) || !object.path("id").isTextual()) {
            throw new IOException(file.getFileName() + " is no descriptor: it has no id");
        }
        Optional<Path> jar = Files.isDirectory(folder.resolve("src/main/java")) ? Optional.of(jar(folder)) : Optional.empty();
        return new ProviderSource(object, cassettes(folder), jar);
    }

    /** Whether a folder holds a descriptor. */
    public static boolean described(Path folder) {
        return PLACES.stream().anyMatch(place -> Files.isRegularFile(folder.resolve(place)));
    }

    /** The provider's id. */
    public String id() {
        return descriptor.path("id").asText();
    }

    /** The names of the operations served, without the list of models. */
    public List<String> serves() {
        List<String> serves = new ArrayList<>();
        descriptor.path("serves").forEach(word -> serves.add(word.asText()));
        serves.remove("models");
        return serves;
    }

    /** Whether an operation has a form of its own. */
    public boolean formed(String operation) {
        return descriptor.path("calls").has(operation);
    }

    /** Why a served operation is always refused; empty if it is not. */
    public Optional<String> refusal(String operation) {
        return Optional.ofNullable(descriptor.path("calls").path(operation).get("refuses")).map(JsonNode::asText);
    }

    private static Path descriptor(Path folder) throws IOException {
        Optional<Path> known = PLACES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".provider.json")).findFirst()
                    .orElseThrow(() -> new IOException(folder + " has no MODELSCAN-INF/provider.json"));
        }
    }

    private static Path jar(Path folder) throws IOException {
        Path target = folder.resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst()
                    .orElseThrow(() -> new IOException(folder + " has code but no jar in target/; build it first"));
        }
    }

    private static List<Cassette> cassettes(Path folder) throws IOException {
        List<Cassette> cassettes = new ArrayList<>();
        for (String place : CASSETTES) {
            Path shelf = folder.resolve(place);
            if (Files.isDirectory(shelf)) {
                try (Stream<Path> files = Files.list(shelf)) {
                    for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
                        cassettes.add(Cassette.read(file));
                    }
                }
            }
        }
        return cassettes;
    }
}
