package modelscan.test.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.test.kit.ReferencePage;

/**
 * A folder of {@code bundles/provider} that holds a descriptor.
 *
 * @param id the folder's name
 * @param file its descriptor
 * @param classes how many classes it has of its own
 */
record Described(String id, Path file, long classes) {
    // Below these stand names of providers' own choosing.
    private static final Set<String> FREE = Set.of("headers", "paths", "rename", "default", "clamp", "replace", "body", "values",
            "query", "calls", "plans", "modes", "status", "when");

    /** All of them, by name. */
    static List<Described> all() {
        return folders().stream().filter(folder -> Files.exists(descriptor(folder))).map(folder ->
                new Described(folder.getFileName().toString(), descriptor(folder), classes(folder))).toList();
    }

    /** The names of providers that are classes alone. */
    static List<String> coded() {
        return folders().stream().filter(folder -> !Files.exists(descriptor(folder)))
                .map(folder -> folder.getFileName().toString()).toList();
    }

    Descriptor read() {
        try {
            return DescriptorReader.read(Files.readAllBytes(file), id);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The words of the vocabulary that it uses; names it may choose freely are left out. */
    Stream<String> vocabulary() {
        try {
            List<String> words = new ArrayList<>();
            collect(new JsonMapper().readTree(file.toFile()), words);
            return words.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(JsonNode node, List<String> words) {
        node.properties().forEach(member -> {
            words.add(member.getKey());
            if (!FREE.contains(member.getKey())) {
                collect(member.getValue(), words);
            }
        });
        if (node.isArray()) {
            node.forEach(each -> collect(each, words));
        }
    }

    private static List<Path> folders() {
        try (Stream<Path> files = Files.list(ReferencePage.checkout().resolve("bundles/provider"))) {
            return files.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path descriptor(Path folder) {
        return folder.resolve("src/main/resources/MODELSCAN-INF/provider.json");
    }

    private static long classes(Path folder) {
        Path sources = folder.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
