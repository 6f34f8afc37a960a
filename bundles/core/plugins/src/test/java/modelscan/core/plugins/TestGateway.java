package modelscan.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import modelscan.api.gateway.Plugins.Plugin;
import modelscan.api.gateway.Plugins.State;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework with the component runtime and a plugin directory. */
final class TestGateway {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final String SHARED = "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.1,"
            + "org.osgi.service.component.runtime.dto;version=1.5.1,org.osgi.util.promise;version=1.3.0,"
            + "org.osgi.util.function;version=1.2.0";

    final Path plugins;
    private final Framework framework;
    private final ServiceComponentRuntime runtime;
    private PluginDirectory directory;
    private int installed;

    TestGateway(Path home) throws IOException, BundleException {
        this.plugins = Files.createDirectories(home.resolve("plugins"));
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", home.resolve("data").toString());
        settings.put("org.osgi.framework.bsnversion", "multiple");
        settings.put("org.osgi.framework.system.packages.extra", SHARED);
        settings.put("felix.log.level", "0");
        settings.put("modelscan.home", home.toString());
        this.framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        context().installBundle(ScrInfo.class.getProtectionDomain().getCodeSource().getLocation().toString()).start();
        this.runtime = context().getService(context().getServiceReference(ServiceComponentRuntime.class));
    }

    TestGateway open() {
        return open(600, 2, 1);
    }

    TestGateway open(int drainSeconds, int startSeconds, int upSeconds) {
        directory = new PluginDirectory(context(), runtime, new Settings(drainSeconds, startSeconds, upSeconds));
        return this;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    PluginDirectory directory() {
        return directory;
    }

    /** Puts a file into the folder as a careful author does: written elsewhere, renamed into place. */
    void drop(String file, byte[] bytes) throws IOException {
        Path part = plugins.resolve(file + ".tmp");
        Files.write(part, bytes);
        Files.move(part, plugins.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String file) throws IOException {
        Files.delete(plugins.resolve(file));
    }

    <S> ServiceRegistration<?> register(Class<S> kind, S service, String property) {
        return context().registerService(kind.getName(), service, new Hashtable<>(Map.of(property, true)));
    }

    Optional<Plugin> plugin(String file, State state) {
        return directory.list().stream().filter(one -> one.origin().equals(file) && one.state() == state).findFirst();
    }

    Plugin awaitPlugin(String file, State state) {
        await(file + " to be " + state, () -> plugin(file, state).isPresent());
        return plugin(file, state).orElseThrow();
    }

    Plugin awaitVersion(String file, String version) {
        await(file + " to be " + version, () -> plugin(file, State.ACTIVE).filter(one -> one.version().equals(version)).isPresent());
        return plugin(file, State.ACTIVE).orElseThrow();
    }

    Bundle installOnly(TestBundle bundle) throws BundleException {
        return context().installBundle("test:" + installed++, new ByteArrayInputStream(bundle.bytes()));
    }

    Bundle install(TestBundle bundle) throws BundleException {
        Bundle installed = installOnly(bundle);
        installed.start();
        return installed;
    }

    /** What keeps the launcher from saying that the gateway is ready. */
    List<String> startupProblems() {
        List<String> problems = new ArrayList<>();
        new Registered(context(), Supplier.class, "(modelscan.startup.problems=true)").ask(service -> ((Supplier<?>) service).get())
                .forEach(lines -> ((List<?>) lines).forEach(line -> problems.add(String.valueOf(line))));
        problems.remove("the plugins in plugins/ are not started yet");
        return problems;
    }

    /** The bundles that came from plugin files. */
    List<Bundle> bundles() {
        return List.of(context().getBundles()).stream().filter(Generation::plugin).toList();
    }

    void await(String what, BooleanSupplier condition) {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what + "; there is " + directory.list());
            }
            try {
                never.await(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Stops the framework; answers whether it ended in time. */
    boolean stop() throws BundleException, InterruptedException {
        framework.stop();
        return framework.waitForStop(10_000).getType() == org.osgi.framework.FrameworkEvent.STOPPED;
    }

    void close() throws BundleException, InterruptedException {
        if (directory != null && framework.getState() == Bundle.ACTIVE) {
            directory.close();
        }
        stop();
    }

    private record Settings(int drainSeconds, int startSeconds, int upSeconds) implements PluginSettings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return PluginSettings.class;
        }
    }
}
