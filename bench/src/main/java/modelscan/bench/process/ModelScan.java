package modelscan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ModelScan with a home of its own, its providers {@code openai} and {@code anthropic} pointed at the mock.
 *
 * <pre>{@code ModelScan running = ModelScan.start(bench, distribution, mock.port());}</pre>
 */
public record ModelScan(Process process, Path home, int port, int adminPort) {
    /** What the target is called whose provider speaks the client's dialect. */
    public static final String SAME = "ModelScan";
    /** What the target is called whose provider speaks another dialect. */
    public static final String TRANSLATING = "ModelScan, translating";

    private static final String PATH = "/v1/chat/completions";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts it without waiting until it is ready. */
    public static ModelScan launch(Workbench bench, Path distribution, int upstreamPort) throws IOException {
        Path script = script(distribution);
        Path home = bench.folder("home");
        Files.createDirectories(home.resolve("conf"));
        for (String provider : List.of("openai", "anthropic")) {
            Files.writeString(home.resolve("conf/" + provider + ".json"), """
                    {"modelscan.provider~%s":{"url":"http://127.0.0.1:%d/v1","key":"bench-key"}}
                    """.formatted(provider, upstreamPort));
        }
        int port = Workbench.freePort();
        int adminPort = Workbench.freePort();
        Process process = bench.start(home, List.of(script.toString(), "run", "--home", home.toString(),
                "--port", Integer.toString(port), "--admin-port", Integer.toString(adminPort)));
        return new ModelScan(process, home, port, adminPort);
    }

    public static ModelScan start(Workbench bench, Path distribution, int upstreamPort) throws IOException, InterruptedException {
        ModelScan started = launch(bench, distribution, upstreamPort);
        started.await(Probe.get(started.port, "/ready"));
        return started;
    }

    /** Asks until the answer is 200; a ModelScan that ended or stays silent is an error with its last words. */
    public void await(Probe probe) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (probe.await(Probe.Answer::isGood, Duration.ofMillis(250)).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException((process.isAlive() ? "ModelScan gives no 200 to " : "ModelScan ended before it answered ")
                        + probe + "; it said:\n" + lastWords());
            }
        }
    }

    public Target target() {
        return new Target(SAME, port, "openai/mock", PATH, PATH, List.of(java()));
    }

    /** The same, asked for a model whose provider speaks Anthropic's dialect. */
    public Target translating() {
        return new Target(TRANSLATING, port, "anthropic/mock", PATH, PATH, List.of(java()));
    }

    /** An answer of the management API, asked with the token that the start has made. */
    public Optional<Probe.Answer> manage(String path) throws IOException {
        return Probe.get(adminPort, path).bearer(token()).ask();
    }

    /** The script in the distribution; a folder without one is refused. */
    public static Path script(Path distribution) {
        Path script = distribution.toAbsolutePath().resolve("modelscan");
        if (!Files.isExecutable(script)) {
            throw new IllegalArgumentException("no ModelScan distribution: " + script + " is not an executable file");
        }
        return script;
    }

    private String token() throws IOException {
        return Files.readString(home.resolve("conf/admin.token")).strip();
    }

    /** The first start prints the token, which must go no further. */
    private String lastWords() {
        try {
            return Workbench.lastWords(home).replace(token(), "(token)");
        } catch (IOException noToken) {
            return Workbench.lastWords(home);
        }
    }

    /** The script may start Java as a child or become it. */
    private ProcessHandle java() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(handle -> handle.info().command().orElse("").endsWith("/java")).findFirst()
                .orElseThrow(() -> new IllegalStateException("no Java process below the ModelScan script"));
    }
}
