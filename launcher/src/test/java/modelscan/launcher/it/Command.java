package modelscan.launcher.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that ends by itself, and what it said. */
final class Command {
    /** What {@code mvn} has assembled. */
    static final Path DISTRIBUTION =
            Path.of(System.getProperty("modelscan.distribution", "target/modelscan")).toAbsolutePath().normalize();
    private static final long LONGEST_SECONDS = 60;

    /** Its exit code and everything it wrote. */
    record Outcome(int exitCode, String text) {
    }

    private Command() {
    }

    /** The jar of that bundle in a folder of the distribution. */
    static Path jar(String folder, String symbolicName) throws IOException {
        try (Stream<Path> jars = Files.list(DISTRIBUTION.resolve(folder))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(symbolicName + "-")).findFirst().orElseThrow();
        }
    }

    /** Calls the script of the distribution. */
    static Outcome modelscan(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(DISTRIBUTION.resolve("modelscan").toString()));
        line.addAll(List.of(arguments));
        return run(line, DISTRIBUTION, Map.of());
    }

    static Outcome run(List<String> line, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("modelscan", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("MODELSCAN_HOME");
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + line + "; it said: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(output);
        }
    }
}
