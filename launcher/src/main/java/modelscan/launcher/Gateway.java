package modelscan.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.osgi.framework.launch.Framework;

/** The framework with everything in it, from start to stop. */
final class Gateway {
    private static final Duration READY_WITHIN = Duration.ofSeconds(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);

    private final ClassPathBundles classPath;
    private final Framework framework;
    private final List<Path> bundles;
    private final List<Feature> features;

    Gateway(ConnectFrameworkFactory factory, Map<String, String> settings, ClassPathBundles classPath, List<Path> bundles,
            List<Feature> features) {
        this.classPath = classPath;
        this.framework = factory.newFramework(settings, classPath);
        this.bundles = bundles;
        this.features = features;
    }

    /** Starts all bundles and answers the addresses of the listeners, or fails with every reason there is. */
    Map<String, String> start(FrameworkListener log) throws BundleException, InterruptedException {
        framework.init(log);
        framework.start();
        List<String> problems = new Installation(framework.getBundleContext(), classPath).run(bundles, features);
        if (!problems.isEmpty()) {
            throw new StartFailure(ExitCode.UNSATISFIED, problems);
        }
        Readiness readiness = new Readiness(framework.getBundleContext(), features);
        problems = readiness.await(READY_WITHIN);
        if (!problems.isEmpty()) {
            throw new StartFailure(portTaken(problems) ? ExitCode.PORT_TAKEN : ExitCode.UNSATISFIED, problems);
        }
        return readiness.listeners();
    }

    void awaitStop() throws InterruptedException {
        FrameworkEvent event = framework.waitForStop(0);
        while (event.getType() == FrameworkEvent.STOPPED_UPDATE) {
            event = framework.waitForStop(0);
        }
    }

    /** Whether it stopped in time; running streams end in that time. */
    boolean stop() {
        try {
            framework.stop();
            return framework.waitForStop(STOPPED_WITHIN.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean portTaken(List<String> problems) {
        return problems.stream().anyMatch(line -> line.contains("Address already in use"));
    }
}
