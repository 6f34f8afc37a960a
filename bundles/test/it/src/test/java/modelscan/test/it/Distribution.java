package modelscan.test.it;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The packaged distribution, as options of Pax Exam. */
final class Distribution {
    private Distribution() {
    }

    /** Where the distribution was assembled. */
    static Path folder() {
        Path folder = Path.of(System.getProperty("modelscan.distribution", "../../../launcher/target/modelscan")).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder.resolve("bundles"))) {
            throw new IllegalStateException("there is no distribution in " + folder + "; build the launcher first");
        }
        return folder;
    }

    /** Its bundles. */
    static List<Path> bundles() {
        try (Stream<Path> jars = Files.list(folder().resolve("bundles"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A framework with all its bundles and a home of its own. */
    static Option[] options() throws IOException {
        Path home = Files.createTempDirectory("modelscan-it");
        for (String part : List.of("conf", "plugins", "data", "logs")) {
            Files.createDirectory(home.resolve(part));
        }
        Files.writeString(home.resolve("conf/admin.token"), "token-of-this-test");
        List<Option> options = new ArrayList<>();
        options.add(junitBundles());
        options.add(cleanCaches());
        options.add(systemPackages("org.slf4j;version=2.0.20", "org.slf4j.event;version=2.0.20", "org.slf4j.helpers;version=2.0.20",
                "org.slf4j.spi;version=2.0.20"));
        options.add(property("modelscan.home", home.toString()));
        options.add(property("modelscan.port", "0"));
        options.add(property("modelscan.admin.port", "0"));
        options.add(property("modelscan.version", "it"));
        options.add(property("modelscan.features.dir", folder().resolve("features").toString()));
        options.add(property("org.osgi.framework.bsnversion", "multiple"));
        // Gogo's runtime asks for a shell beside it; ours is a socket.
        options.add(property("org.osgi.framework.system.capabilities.extra",
                "org.apache.felix.gogo;org.apache.felix.gogo=\"shell.implementation\";version:Version=\"1.0.0\""));
        for (Path jar : bundles()) {
            options.add(bundle(URI.create("file:" + jar).toString()));
        }
        return options.toArray(new Option[0]);
    }

    private static Option property(String key, String value) {
        return frameworkProperty(key).value(value);
    }
}
