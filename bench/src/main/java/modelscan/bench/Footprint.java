package modelscan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import modelscan.bench.process.ModelScan;
import modelscan.bench.process.Probe;
import modelscan.bench.process.Workbench;

/**
 * What ModelScan takes before it works: time to start and room on disk.
 *
 * @param all seconds to start with all providers
 * @param echo seconds to start with the provider echo alone
 * @param times how often each was started
 */
record Footprint(Spread all, Spread echo, int times, double megabytes) {
    private static final String QUESTION = """
            {"model":"echo","messages":[{"role":"user","content":"are you there?"}]}""";

    /** Starts it again and again, with all its providers and without in turn. */
    static Footprint of(Workbench bench, Path distribution, int upstreamPort, int times) throws IOException, InterruptedException {
        double megabytes = megabytes(distribution);
        Path bare = Bare.copy(distribution, bench.folder("bare"));
        // The very first start of each makes its archive of classes.
        coldStart(bench, distribution, upstreamPort);
        coldStart(bench, bare, upstreamPort);
        List<Double> all = new ArrayList<>();
        List<Double> echo = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(coldStart(bench, distribution, upstreamPort));
            echo.add(coldStart(bench, bare, upstreamPort));
        }
        return new Footprint(Spread.of(all), Spread.of(echo), times, megabytes);
    }

    void tell(Report report) {
        report.fact("cold start, s (median of " + times + ")", all.text(2));
        report.fact("cold start with echo alone, s", echo.text(2));
        report.fact("all providers take at the start, s", String.format(Locale.ROOT, "%.2f", all.median() - echo.median()));
        report.fact("distribution, MB", String.format(Locale.ROOT, "%.1f", megabytes));
    }

    /** Seconds from the start of the script to the first answer of the model echo, in a new home. */
    private static double coldStart(Workbench bench, Path distribution, int upstreamPort) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        ModelScan started = ModelScan.launch(bench, distribution, upstreamPort);
        started.await(Probe.post(started.port(), "/v1/chat/completions", QUESTION));
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
        bench.end(started.process());
        return seconds;
    }

    private static double megabytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes / 1e6;
    }
}
