package modelscan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modelscan.bench.process.Direct;
import modelscan.bench.process.ModelScan;
import modelscan.bench.process.Nginx;
import modelscan.bench.process.Options;
import modelscan.bench.process.Target;
import modelscan.bench.process.Workbench;

/** Measures direct, nginx and ModelScan side by side in one run. */
public final class Harness {
    private static final String HELP = """
            Measures a ModelScan distribution against its upstream asked directly and against nginx, if it is installed.
              --distribution DIR    folder that holds the script modelscan
              --without-modelscan   measure direct and nginx alone
              --seconds N           length of one measurement (3)
              --rounds N            measurements of each kind (3)
              --warmup N            seconds of each warm-up (6)
              --only TEXT           measure only loads whose name holds this, and no starts
              --quick               one second, one round, a short warm-up, two cold starts
              --json FILE           write every single figure there
            Exit code: 0 all requests answered well, 1 some failed, 2 could not measure.""";
    private static final Set<String> VALUED = Set.of("distribution", "seconds", "rounds", "warmup", "only", "json");
    private static final Set<String> FLAGS = Set.of("without-modelscan", "quick", "help");

    private final Workbench bench;
    private final Options options;
    private final List<Target> targets = new ArrayList<>();
    private final Report report;

    private Harness(Workbench bench, Options options, Report report) {
        this.bench = bench;
        this.options = options;
        this.report = report;
    }

    public static void main(String[] arguments) {
        System.exit(code(arguments));
    }

    private static int code(String[] arguments) {
        try {
            Options options = Options.of(arguments, VALUED, FLAGS);
            if (options.has("help")) {
                System.out.println(HELP);
                return 0;
            }
            return run(options);
        } catch (IllegalArgumentException | IllegalStateException | IOException failure) {
            System.err.println("bench: " + failure.getMessage());
            return 2;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private static int run(Options options) throws IOException, InterruptedException {
        Optional<Path> distribution = distribution(options);
        Optional<Path> nginx = Nginx.find();
        Report report = new Report(nginx.isPresent() ? "nginx" : "direct");
        try (Workbench bench = Workbench.open()) {
            new Harness(bench, options, report).measure(distribution, nginx);
        }
        System.out.println(report.text());
        Optional<String> file = options.text("json");
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), report.json());
        }
        return report.hasFailures() ? 1 : 0;
    }

    private static Optional<Path> distribution(Options options) {
        if (options.has("without-modelscan")) {
            return Optional.empty();
        }
        Path folder = Path.of(options.text("distribution").orElseThrow(() ->
                new IllegalArgumentException("--distribution DIR is missing; to measure without ModelScan say --without-modelscan")));
        ModelScan.script(folder);
        return Optional.of(folder);
    }

    private void measure(Optional<Path> distribution, Optional<Path> nginx) throws IOException, InterruptedException {
        Target direct = Direct.start(bench);
        targets.add(direct);
        if (nginx.isPresent()) {
            targets.add(Nginx.start(bench, nginx.get(), direct.port()));
        } else {
            say("nginx is not installed: the ratios are to direct");
        }
        if (distribution.isPresent()) {
            addModelScan(distribution.get(), direct.port());
        }
        warmUp();
        rounds();
        report.compare("OpenAI → Anthropic ÷ OpenAI → OpenAI", ModelScan.TRANSLATING, ModelScan.SAME);
        report.compare("governed ÷ open", ModelScan.GOVERNED, ModelScan.SAME);
        for (Target target : processes()) {
            report.fact("resident after load, " + target.name(), megabytes(target.residentKilobytes()));
        }
    }

    private void addModelScan(Path distribution, int upstreamPort) throws IOException, InterruptedException {
        if (options.text("only").isEmpty()) {
            int starts = options.has("quick") ? 2 : 5;
            say("cold start, " + starts + " times with all providers and with echo alone");
            Footprint.of(bench, distribution, upstreamPort, starts).tell(report);
        }
        ModelScan started = ModelScan.open(bench, distribution, upstreamPort);
        Target target = started.target();
        // What the start itself left behind settles before "idle" means anything.
        Thread.sleep(Duration.ofSeconds(3));
        report.fact("resident idle, ModelScan", megabytes(target.residentKilobytes()));
        targets.add(target);
        targets.add(started.translating());
        targets.add(ModelScan.start(bench, distribution, upstreamPort).governed());
    }

    private void warmUp() throws IOException {
        Duration duration = Duration.ofSeconds(options.number("warmup", options.has("quick") ? 1 : 6));
        for (Target target : targets) {
            say("warm-up, " + target.name());
            Measurement.take(target, Scenario.JSON_16, 0, duration);
            Measurement.take(target, Scenario.STREAM_16, 0, duration.dividedBy(2));
        }
    }

    /** The order of the targets turns from round to round, so that none is always first. */
    private void rounds() throws IOException {
        int rounds = Math.max(1, options.number("rounds", options.has("quick") ? 1 : 3));
        Duration duration = Duration.ofSeconds(Math.max(1, options.number("seconds", options.has("quick") ? 1 : 3)));
        List<Target> order = new ArrayList<>(targets);
        for (int round = 1; round <= rounds; round++) {
            for (Scenario scenario : Scenario.named(options.text("only").orElse(""))) {
                say("round " + round + " of " + rounds + ", " + scenario.title());
                for (Target target : order) {
                    report.add(Measurement.take(target, scenario, round, duration));
                }
            }
            Collections.rotate(order, 1);
        }
    }

    /** Two targets may be one process. */
    private List<Target> processes() {
        return targets.stream().filter(target -> !target.name().equals(ModelScan.TRANSLATING)).toList();
    }

    private static String megabytes(long kilobytes) {
        return String.format(Locale.ROOT, "%.0f MB", kilobytes / 1024.0);
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
