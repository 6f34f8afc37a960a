package modelscan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modelscan.bench.process.ModelScan;
import modelscan.bench.process.Probe;
import modelscan.bench.process.Workbench;

/** What ModelScan takes before it works: time to start and room on disk. */
final class Footprint {
    private static final String QUESTION = """
            {"model":"echo","messages":[{"role":"user","content":"are you there?"}]}""";

    private Footprint() {}

    /** Seconds from the start of the script to the first answer of the model echo, each in a new home. */
    static Spread coldStart(Workbench bench, Path distribution, int upstreamPort, int times) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            ModelScan started = ModelScan.launch(bench, distribution, upstreamPort);
            started.await(Probe.post(started.port(), "/v1/chat/completions", QUESTION));
            seconds.add(Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3);
            bench.end(started.process());
        }
        return Spread.of(seconds);
    }

    static double megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes / 1e6;
    }
}
