package modelscan.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleException;

/** The process: one gateway in one home, from the command line to the exit code. */
public final class Launcher {
    private final long begin = System.nanoTime();
    private final Options options;
    private final Distribution distribution;
    private final Audience audience;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean signalled = new AtomicBoolean();

    /** Who waits for the gateway in the same process. */
    interface Audience {
        /** It serves; {@code listeners} has the address of each. */
        void ready(Map<String, String> listeners, Home home) throws IOException;
    }

    private Launcher(Options options, Distribution distribution, Audience audience) {
        this.options = options;
        this.distribution = distribution;
        this.audience = audience;
    }

    public static void main(String[] arguments) {
        System.exit(exitCode(arguments, (listeners, home) -> { }).number());
    }

    /** Runs until it is stopped, or tells why it cannot. */
    static ExitCode exitCode(String[] arguments, Audience audience) {
        try {
            Distribution distribution = Distribution.ofThisProcess();
            Options options = Options.parse(List.of(arguments), System.getenv(), distribution.root().resolve("home"));
            new Launcher(options, distribution, audience).run();
            return ExitCode.STOPPED;
        } catch (StartFailure failure) {
            System.err.println(failure.getMessage());
            return failure.exitCode();
        } catch (BundleException | IOException | InterruptedException e) {
            e.printStackTrace();
            return ExitCode.BROKEN;
        }
    }

    private void run() throws BundleException, IOException, InterruptedException {
        Home home = Home.at(options.home());
        try (HomeLock lock = HomeLock.take(home); LogFiles log = LogFiles.open(home)) {
            Ports.mustBeFree(options);
            AdminToken.ensure(home).ifPresent(token ->
                    System.out.println("Admin token (shown only now, kept in " + home.adminToken() + "): " + token));
            Gateway gateway = gateway(home);
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, log), "modelscan-stop"));
                Map<String, String> listeners = gateway.start(log);
                lock.listening(listeners);
                System.out.println(readyLine(listeners, home));
                Carriers.watchOver();
                audience.ready(listeners, home);
                gateway.awaitStop();
            } catch (StartFailure | BundleException | IllegalStateException e) {
                // A start that a signal interrupted fails in many ways; none of them is worth a word.
                if (!signalled.get()) {
                    throw e;
                }
            } finally {
                ended.set(true);
                gateway.stop();
            }
        }
    }

    private Gateway gateway(Home home) {
        List<Path> bundles = StartOrder.of(distribution.bundles(), System.getProperty(StartOrder.PROPERTY, ""));
        return new Gateway(new FrameworkFactory(), FrameworkSettings.of(options, home, distribution),
                ClassPathBundles.ofThisProcess(), bundles, Feature.readAll(distribution.features()));
    }

    /** Runs when a signal ends the process; the number of the signal is not our exit code, a clean stop is 0. */
    private void stop(Gateway gateway, LogFiles log) {
        if (ended.get()) {
            return;
        }
        signalled.set(true);
        boolean inTime = gateway.stop();
        log.close();
        Runtime.getRuntime().halt((inTime ? ExitCode.STOPPED : ExitCode.BROKEN).number());
    }

    private String readyLine(Map<String, String> listeners, Home home) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        String line = String.format(Locale.ROOT, "ModelScan %s ready in %.2f s", Distribution.version(), seconds);
        if (listeners.containsKey("data")) {
            line += ": " + listeners.get("data");
        }
        return listeners.containsKey("management")
                ? line + " (management " + listeners.get("management") + ", token in " + home.adminToken() + ")"
                : line;
    }
}
