package modelscan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modelscan.bench.load.Call;
import modelscan.bench.load.Histogram;
import modelscan.bench.load.LoadResult;
import modelscan.bench.load.Outcome;
import modelscan.bench.load.Pace;
import modelscan.bench.process.Direct;
import modelscan.bench.process.ModelScan;
import modelscan.bench.process.Options;
import modelscan.bench.process.Workbench;

/** Replaces a provider again and again while requests and long streams run through it. */
public final class SwapTest {
    private static final String HELP = """
            Swaps a provider plugin under load and counts what that breaks.
              --distribution DIR   folder that holds the script modelscan
              --swaps N            how often the plugin is replaced (50): first half descriptor files, second half bundles
              --rate N             requests per second (1000)
              --streams N          streams open at a time (200)
              --chunks N           chunks of a stream, 50 ms apart (400)
              --pause N            milliseconds between two swaps (200)
            Exit code: 0 nothing failed and nothing was cut, 1 something was, 2 could not test.""";
    private static final Set<String> VALUED = Set.of("distribution", "swaps", "rate", "streams", "chunks", "pause");
    private static final int CONNECTIONS = 64;
    private static final int GAP_MILLIS = 50;
    private static final String PATH = "/v1/chat/completions";

    private final Options options;
    private final Workbench bench;
    private final String streamModel;
    private final int chunks;
    private final Histogram latencies = new Histogram();

    private SwapTest(Options options, Workbench bench) {
        this.options = options;
        this.bench = bench;
        chunks = Math.max(1, options.number("chunks", 400));
        streamModel = "mock-n" + chunks + "-g" + GAP_MILLIS;
    }

    public static void main(String[] arguments) {
        System.exit(code(arguments));
    }

    private static int code(String[] arguments) {
        try (Workbench bench = Workbench.open()) {
            Options options = Options.of(arguments, VALUED, Set.of("help"));
            if (options.has("help")) {
                System.out.println(HELP);
                return 0;
            }
            return new SwapTest(options, bench).run();
        } catch (IllegalArgumentException | IllegalStateException | IOException failure) {
            System.err.println("swap test: " + failure.getMessage());
            return 2;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private int run() throws IOException, InterruptedException {
        Path distribution = Path.of(options.text("distribution").orElseThrow(() -> new IllegalArgumentException("--distribution DIR is missing")));
        ModelScan.script(distribution);
        int upstream = Direct.start(bench).port();
        Swapper swapper = new Swapper(ModelScan.start(bench, distribution, upstream), upstream, streamModel);
        swapper.first();
        Traffic requests = Traffic.start("requests", Call.json(swapper.port(), PATH, "", Scenario.body("swapped/mock", false), 900),
                CONNECTIONS, Pace.perSecond(options.number("rate", 1000)), Duration.ofSeconds(30));
        Traffic streams = Traffic.start("streams", Call.stream(swapper.port(), PATH, "", Scenario.body("swapped/" + streamModel, true), chunks),
                options.number("streams", 200), Pace.closed(), Duration.ofMillis((long) chunks * GAP_MILLIS).plusSeconds(30));
        Optional<String> trouble = swaps(swapper);
        requests.stop();
        streams.stop();
        return tell(requests.result(), streams.result(), trouble);
    }

    /** Makes the swaps; what went wrong with one, if anything. */
    private Optional<String> swaps(Swapper swapper) throws IOException, InterruptedException {
        int swaps = options.number("swaps", 50);
        for (int number = 1; number <= swaps; number++) {
            Thread.sleep(options.number("pause", 200));
            boolean bundle = number > swaps - swaps / 2;
            try {
                latencies.record(swapper.swap(number, bundle).toNanos());
            } catch (IllegalStateException unseen) {
                return Optional.of(unseen.getMessage());
            }
        }
        return Optional.empty();
    }

    private int tell(LoadResult requests, LoadResult streams, Optional<String> trouble) {
        boolean whole = requests.failed() == 0 && streams.failed() == 0 && requests.good() > 0 && streams.good() > 0 && trouble.isEmpty();
        System.out.println(new Table("what", "value")
                .row("requests", String.format(Locale.ROOT, "%,d", requests.total()))
                .row("failed", requests.failed() + " (" + requests.failures() + ")")
                .row("answered per second", String.format(Locale.ROOT, "%,.0f", requests.perSecond()))
                .row("request p50 / p99 / max, ms", milliseconds(requests.latency()))
                .row("streams", String.format(Locale.ROOT, "%,d", streams.total()))
                .row("cut", Long.toString(streams.count(Outcome.CUT)))
                .row("otherwise failed", streams.failed() - streams.count(Outcome.CUT) + " (" + streams.failures() + ")")
                .row("swaps done", latencies.count() + " of " + options.number("swaps", 50))
                .row("swap latency median / max, ms", "%d / %d".formatted(latencies.percentile(0.5) / 1_000_000, latencies.max() / 1_000_000))
                .text());
        trouble.ifPresent(System.err::println);
        return whole ? 0 : 1;
    }

    private static String milliseconds(Histogram times) {
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", times.percentile(0.5) / 1e6, times.percentile(0.99) / 1e6, times.max() / 1e6);
    }
}
