package modelscan.launcher.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gateway started by the script of a distribution, on free ports, in its own process.
 *
 * <pre>{@code
 * try (RunningDistribution gateway = RunningDistribution.start(Path.of("target/modelscan"), home, Map.of())) {
 *     client.send(HttpRequest.newBuilder(gateway.data().resolve("/health")).build(), BodyHandlers.ofString());
 *     gateway.home().resolve("plugins");
 * }
 * }</pre>
 */
public final class RunningDistribution implements AutoCloseable {
    /** The first run of a distribution rehearses before it starts, for at most a minute. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(100);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
    private static final int MOST_LINES = 1_000;
    private static final Pattern READY =
            Pattern.compile("ModelScan \\S+ ready in [\\d.]+ s(?:: (\\S+)(?: \\(management (\\S+), token in .*\\))?)?");

    private final Process process;
    private final Path home;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

    private RunningDistribution(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /** Starts it and returns when it is ready; {@code environment} is added, e.g. {@code JAVA_OPTS}. */
    public static RunningDistribution start(Path distribution, Path home, Map<String, String> environment)
            throws IOException, InterruptedException {
        RunningDistribution running = launch(distribution, home, environment);
        try {
            running.ready.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
            return running;
        } catch (ExecutionException | TimeoutException e) {
            running.close();
            throw new IOException("Not ready; it said: " + running.output(), e);
        }
    }

    /** Starts it without waiting, for starts that are expected to fail. */
    public static RunningDistribution launch(Path distribution, Path home, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(distribution.resolve("modelscan").toAbsolutePath().toString(),
                "run", "--home", home.toString(), "--port", "0", "--admin-port", "0").redirectErrorStream(true);
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        RunningDistribution running = new RunningDistribution(builder.start(), home);
        Thread.ofVirtual().start(() -> running.read(running.process.getInputStream()));
        return running;
    }

    /** Where the APIs are. */
    public URI data() {
        return URI.create(ready.join().group(1));
    }

    /** Where the management is. */
    public URI management() {
        return URI.create(ready.join().group(2));
    }

    public Path home() {
        return home;
    }

    public String adminToken() throws IOException {
        return Files.readString(home.resolve("conf/admin.token")).strip();
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** What it wrote to both outputs so far. */
    public List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits until the process has ended by itself; its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(READY_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still running; it said: " + output());
        }
        return process.exitValue();
    }

    /** Stops it as the system would (SIGTERM); its exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("Did not stop; it said: " + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream output) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(output))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(matcher);
                }
            }
            ready.completeExceptionally(new IOException("The process ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (lines) {
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            }
        }
    }
}
