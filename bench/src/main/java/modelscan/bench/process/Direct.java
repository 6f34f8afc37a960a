package modelscan.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import modelscan.bench.mock.MockUpstream;

/** The mock upstream in a process of its own, asked without a gateway. */
public final class Direct {
    private static final String PATH = "/v1/chat/completions";

    private Direct() {}

    public static Target start(Workbench bench) throws IOException, InterruptedException {
        int port = Workbench.freePort();
        Path folder = bench.folder("mock");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = bench.start(folder, List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), MockUpstream.class.getName(), "--with-parent", "--port", Integer.toString(port)));
        if (Probe.get(port, "/stats").await(Probe.Answer::isGood, Duration.ofSeconds(20)).isEmpty()) {
            throw new IllegalStateException("the mock upstream does not start: " + Workbench.lastWords(folder));
        }
        return new Target("direct", port, "mock", "", PATH, PATH, List.of(process.toHandle()));
    }
}
