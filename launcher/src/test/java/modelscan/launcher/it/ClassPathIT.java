package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars of the distribution share one class path, so what bundles may repeat must not be repeated here. */
class ClassPathIT {
    private final Map<String, Path> jars = new TreeMap<>();

    ClassPathIT() throws IOException {
        for (String folder : List.of("lib", "bundles")) {
            try (Stream<Path> files = Files.list(Command.DISTRIBUTION.resolve(folder))) {
                files.forEach(file -> jars.put(file.getFileName().toString(), file));
            }
        }
    }

    @Test
    void aJarInBothFoldersIsTheSame() throws IOException {
        int both = 0;
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            Path other = Command.DISTRIBUTION.resolve("lib").resolve(jar.getKey());
            if (Files.exists(other) && !other.equals(jar.getValue())) {
                assertEquals(-1, Files.mismatch(jar.getValue(), other), jar.getKey());
                both++;
            }
        }
        assertTrue(both > 0, "some are in both");
    }

    @Test
    void noPackageIsInTwoJars() {
        assertEquals(Map.of(), repeated(name -> name.endsWith(".class") && name.contains("/") ? List.of(folder(name)) : List.of()));
    }

    /** Of those that a class may ask its class loader for, not those that the framework reads from each jar. */
    @Test
    void noResourceBesideClassesIsInTwoJars() {
        assertEquals(Map.of(), repeated(name -> name.endsWith("/") || name.contains("-INF/") || name.equals("module-info.class")
                || name.matches("(?i)(license|notice|about|\\w*\\.?md).*") ? List.of() : List.of(name)));
    }

    @Test
    void noBundleHasClassesElsewhereThanAtItsTop() throws IOException {
        for (Path jar : jars.values()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                String path = file.getManifest().getMainAttributes().getValue("Bundle-ClassPath");
                assertTrue(path == null || path.equals("."), jar.getFileName() + ": " + path);
            }
        }
    }

    /** What more than one jar has, with their names. */
    private Map<String, Set<String>> repeated(Keys keys) {
        Map<String, Set<String>> where = new TreeMap<>();
        jars.forEach((name, jar) -> {
            for (String entry : names(jar)) {
                keys.of(entry).forEach(key -> where.computeIfAbsent(key, missing -> new TreeSet<>()).add(name));
            }
        });
        assertTrue(where.size() > 100, "only " + where.keySet());
        where.values().removeIf(names -> names.size() == 1);
        return where;
    }

    private static List<String> names(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            // A jar for many versions of Java has some of its classes once more below META-INF.
            return file.stream().map(JarEntry::getName).filter(name -> !name.startsWith("META-INF/")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/'));
    }

    /** What of an entry must be unique. */
    private interface Keys {
        Collection<String> of(String entry);
    }
}
