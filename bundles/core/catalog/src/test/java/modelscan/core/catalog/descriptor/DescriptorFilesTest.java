package modelscan.core.catalog.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

/** Every descriptor that we ship can be read. */
class DescriptorFilesTest {
    private static final Path PROVIDERS = Path.of("../../provider");
    private static final String PLACE = "src/main/resources/MODELSCAN-INF/provider.json";

    @Test
    void allAreWellFormedAndNamedLikeTheirFolder() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        try (Stream<Path> folders = Files.list(PROVIDERS)) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve(PLACE);
                if (Files.exists(file)) {
                    count++;
                    check(folder.getFileName().toString(), file, wrong);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(count > 2, "descriptors are expected in " + PROVIDERS);
    }

    private static void check(String folder, Path file, List<String> wrong) throws IOException {
        try {
            Descriptor descriptor = DescriptorReader.read(Files.readAllBytes(file), folder);
            if (!descriptor.id().equals(folder)) {
                wrong.add(folder + ": its id is '" + descriptor.id() + "'");
            }
            descriptor.offer().plans().stream().filter(plan -> plan.source().isEmpty() || plan.verified().isEmpty())
                    .forEach(plan -> wrong.add(folder + ": plan '" + plan.id() + "' does not say where it comes from and since when"));
            descriptor.offer().models().stream().filter(model -> model.prices().isPresent() && (model.source().isEmpty()
                    || model.verified().isEmpty())).forEach(model -> wrong.add(folder + ": the price of " + model.id() + " has no source or day"));
        } catch (FailureException malformed) {
            wrong.add(malformed.failure().message());
        }
    }
}
