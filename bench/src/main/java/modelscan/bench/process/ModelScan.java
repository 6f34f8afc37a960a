package modelscan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A ModelScan with a home of its own, its providers {@code openai} and {@code anthropic} pointed at the mock.
 *
 * <pre>{@code ModelScan running = ModelScan.start(bench, distribution, mock.port());}</pre>
 */
public record ModelScan(Process process, Path home, int port, int adminPort) {
    /** What the target is called whose provider speaks the client's dialect. */
    public static final String SAME = "ModelScan";
    /** What the target is called that knows its caller by key, keeps limits and a budget, and writes everything down. */
    public static final String GOVERNED = "ModelScan, governed";
    /** What the target is called whose provider speaks another dialect. */
    public static final String TRANSLATING = "ModelScan, translating";

    private static final String PATH = "/v1/chat/completions";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts it without waiting until it is ready. */
    public static ModelScan launch(Workbench bench, Path distribution, int upstreamPort) throws IOException {
        return launch(bench, distribution, upstreamPort, Map.of());
    }

    private static ModelScan launch(Workbench bench, Path distribution, int upstreamPort, Map<String, String> settings)
            throws IOException {
        Path script = script(distribution);
        Path home = bench.folder("home");
        Files.createDirectories(home.resolve("conf"));
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            Files.writeString(home.resolve("conf/" + setting.getKey() + ".json"), setting.getValue());
        }
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

    /** One that knows no key, no limit and no budget, and keeps no ledger. */
    public static ModelScan open(Workbench bench, Path distribution, int upstreamPort) throws IOException, InterruptedException {
        ModelScan started = launch(bench, distribution, upstreamPort,
                Map.of("ledger", "{\"modelscan.stage.account\":{\"ledger\":\"off\"}}"));
        started.await(Probe.get(started.port, "/ready"));
        return started;
    }

    /** One as it comes: with a durable ledger. */
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
        return new Target(SAME, port, "openai/mock", "", PATH, PATH, List.of(java()));
    }

    /** The same, asked for a model whose provider speaks Anthropic's dialect. */
    public Target translating() {
        return new Target(TRANSLATING, port, "anthropic/mock", "", PATH, PATH, List.of(java()));
    }

    /** The same, asked by a caller with a key, limits and a budget, for a model that has a price. */
    public Target governed() throws IOException {
        told("/api/prices/import", """
                {"prices":[{"provider":"openai","model":"mock","currency":"USD","per":1000000,"input":"0.15","output":"0.60"}]}""");
        told("/api/budgets", """
                {"scope":"all","amount":"1000000","currency":"USD","window":"month"}""");
        String made = told("/api/keys", """
                {"name":"bench","team":"bench","models":["openai/*"],"operations":["chat"],
                "limits":{"rpm":1000000000,"rpd":1000000000,"tpm":1000000000000,"concurrent":10000},
                "budgets":[{"amount":"1000000","currency":"USD","window":"day"}]}""");
        Matcher key = Pattern.compile("\"key\"\\s*:\\s*\"([^\"]+)\"").matcher(made);
        if (!key.find()) {
            throw new IllegalStateException("a new key is not told");
        }
        return new Target(GOVERNED, port, "openai/mock", key.group(1), PATH, PATH, List.of(java()));
    }

    private String told(String path, String body) throws IOException {
        Probe.Answer answer = Probe.post(adminPort, path, body).bearer(token()).ask()
                .orElseThrow(() -> new IllegalStateException("no answer from " + path));
        if (answer.status() > 299) {
            throw new IllegalStateException(path + " answers " + answer.status() + ": " + answer.body());
        }
        return answer.body();
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
