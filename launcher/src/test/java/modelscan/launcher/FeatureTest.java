package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTest {
    @TempDir
    Path folder;

    @Test
    void featureIsReadFromItsBndFile() throws IOException {
        Feature feature = read("gateway", """
                # a comment
                feature.description: APIs over HTTP
                feature.awaits: (modelscan.listener=data) (a=b)
                -runrequires.gateway: \\
                    bnd.identity;id='modelscan.http.gateway',\\
                    bnd.identity; id=modelscan.wire.openai
                """);

        assertEquals(new Feature("gateway", "APIs over HTTP", List.of("modelscan.http.gateway", "modelscan.wire.openai"),
                List.of("(modelscan.listener=data)", "(a=b)")), feature);
    }

    @Test
    void unknownKeyIsNamedWithTheKnownOnes() {
        StartFailure failure = assertThrows(StartFailure.class, () -> read("x", "feature.desciption: typo\n"));

        assertTrue(failure.getMessage().contains("feature.desciption"), failure.getMessage());
        assertTrue(failure.getMessage().contains("feature.description"), failure.getMessage());
    }

    @Test
    void otherRequirementIsRefused() {
        assertThrows(StartFailure.class, () -> read("x", "-runrequires.x: osgi.identity;filter:='(a=b)'\n"));
    }

    @Test
    void emptyFeatureIsRefused() {
        assertThrows(StartFailure.class, () -> read("x", "feature.description: nothing\n"));
    }

    @Test
    void everyFeatureOfTheProductIsResolvedByTheServer() throws IOException {
        Path checkout = Path.of("..").toRealPath();
        String server = Files.readString(checkout.resolve("bndrun/server.bndrun"));
        Set<String> running = server.lines().map(String::strip).filter(line -> line.contains(";version='["))
                .map(line -> line.substring(0, line.indexOf(';'))).collect(Collectors.toSet());

        List<Feature> features = Feature.readAll(checkout.resolve("features"));

        assertFalse(features.isEmpty());
        for (Feature feature : features) {
            assertTrue(server.contains("features/" + feature.name() + ".bnd"), feature.name() + " is not included");
            assertFalse(feature.description().isEmpty(), feature.name() + " has no description");
            assertTrue(running.containsAll(feature.bundles()), feature.name() + " is not resolved: run build --resolve");
        }
    }

    @Test
    void systemPackagesAreReadFromTheResolversFile() {
        String exported = SystemPackages.exported();

        assertTrue(exported.startsWith("org.slf4j;version=2"), exported);
        assertTrue(exported.contains(",org.slf4j;version=1.7.36"), exported);
        assertFalse(exported.contains(" "), exported);
    }

    private Feature read(String name, String content) throws IOException {
        return Feature.read(Files.writeString(folder.resolve(name + ".bnd"), content));
    }
}
