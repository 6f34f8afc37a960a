package modelscan.test.kit.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Vault;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.condition.Condition;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A gateway without doors: a real framework with the real pipeline, into which providers are put one after another.
 *
 * <pre>{@code
 * try (ProviderLab lab = ProviderLab.open(jars)) {
 *     List<Finding> findings = ProviderCheck.of(lab, ProviderSource.read(folder));
 * }
 * }</pre>
 */
public final class ProviderLab implements AutoCloseable {
    private static final long PATIENCE = 20_000;

    private final Framework framework;
    private final Path home;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<Class<?>, ServiceTracker<?, ?>> held = new ConcurrentHashMap<>();
    private final AtomicInteger installed = new AtomicInteger();

    private ProviderLab(Framework framework, Path home) {
        this.framework = framework;
        this.home = home;
    }

    /**
     * Starts a framework with these bundles: the services of the framework, base, core, the stage that routes, dialects and
     * framings. Those whose packages the checks themselves use are left out, as they come from the class path.
     *
     * @throws IOException if one cannot be read
     */
    public static ProviderLab open(List<Path> bundles) throws IOException {
        Path home = Files.createTempDirectory("modelscan-providers");
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.resolve("bundles").toString());
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemExports.text());
        settings.put("felix.log.level", "0");
        settings.put("modelscan.home", home.toString());
        ProviderLab lab = new ProviderLab(new FrameworkFactory().newFramework(settings), home);
        try {
            lab.begin(bundles);
            return lab;
        } catch (BundleException broken) {
            lab.close();
            throw new IllegalStateException("the framework does not start: " + broken.getMessage(), broken);
        }
    }

    private void begin(List<Path> bundles) throws BundleException, IOException {
        framework.start();
        register(Vault.class, name -> Optional.ofNullable(secrets.get(name)), Map.of());
        register(Condition.class, Condition.INSTANCE, Map.of(Condition.CONDITION_ID, "modelscan.settings.read"));
        List<String> shared = SystemExports.bundles();
        List<Bundle> all = new ArrayList<>();
        for (Path jar : bundles) {
            String name = SystemExports.read(jar).map(Manifest::getMainAttributes)
                    .map(headers -> headers.getValue(Constants.BUNDLE_SYMBOLICNAME)).orElse("");
            if (!name.isEmpty() && !shared.contains(name.split(";", 2)[0].strip())) {
                all.add(context().installBundle(jar.toUri().toString()));
            }
        }
        for (Bundle bundle : all) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        askOnce();
    }

    // A second try would use up the next answer of a script. The class path need not have the API of configurations.
    private void askOnce() throws IOException {
        try {
            ServiceReference<?>[] references = context().getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null);
            if (references == null) {
                throw new IOException("no bundle given here offers configurations");
            }
            Object admin = context().getService(references[0]);
            Object route = admin.getClass().getMethod("getConfiguration", String.class, String.class)
                    .invoke(admin, "modelscan.stage.route", "?");
            route.getClass().getMethod("update", Dictionary.class).invoke(route, new Hashtable<>(Map.of("tries", 1)));
        } catch (ReflectiveOperationException | InvalidSyntaxException unlike) {
            throw new IOException("the configuration of the route cannot be set", unlike);
        }
    }

    /** Puts a provider in; it is gone when the answer is closed. The secret's value is what its key is. */
    Bundle install(byte[] jar, String secret, Optional<String> key) {
        key.ifPresentOrElse(value -> secrets.put(secret, value), () -> secrets.remove(secret));
        try {
            Bundle bundle = context().installBundle("lab:" + installed.incrementAndGet(), new ByteArrayInputStream(jar));
            bundle.start();
            return bundle;
        } catch (BundleException broken) {
            throw new IllegalStateException("the plugin does not start: " + broken.getMessage(), broken);
        }
    }

    /** What a bundle's descriptor was refused for; empty if it was not. */
    String problem(Bundle bundle) {
        try {
            var found = context().getServiceReferences("java.util.function.LongFunction", "(modelscan.plugin.problem=true)");
            for (ServiceReference<?> one : found == null ? new ServiceReference<?>[0] : found) {
                Object told = ((LongFunction<?>) context().getService(one)).apply(bundle.getBundleId());
                if (!String.valueOf(told).isEmpty()) {
                    return String.valueOf(told);
                }
            }
            return "";
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The way in. */
    Gateway gateway() {
        return service(Gateway.class);
    }

    /** What is there. */
    Catalog catalog() {
        return service(Catalog.class);
    }

    /** A dialect; empty if no bundle offers it. */
    Optional<Dialect> dialect(String name) {
        try {
            return context().getServiceReferences(Dialect.class, "(" + Dialect.NAME + "=" + name + ")").stream().findFirst()
                    .map(context()::getService);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A place for files that are gone afterwards. */
    Path home() {
        return home;
    }

    // A component is there as long as somebody holds it: what is asked for once is kept.
    private <S> S service(Class<S> kind) {
        ServiceTracker<?, ?> tracker = held.computeIfAbsent(kind, this::tracked);
        try {
            Object service = tracker.waitForService(PATIENCE);
            if (service == null) {
                throw new IllegalStateException("there is no " + kind.getSimpleName() + "; " + states());
            }
            return kind.cast(service);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private ServiceTracker<?, ?> tracked(Class<?> kind) {
        ServiceTracker<?, ?> tracker = new ServiceTracker<>(context(), kind, null);
        tracker.open();
        return tracker;
    }

    private String states() {
        StringBuilder states = new StringBuilder("bundles that are not active:");
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE) {
                states.append(' ').append(bundle.getSymbolicName());
            }
        }
        return states.toString();
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    private <S> void register(Class<S> kind, S service, Map<String, ?> properties) {
        Dictionary<String, Object> copy = new Hashtable<>(properties);
        context().registerService(kind, service, copy);
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(PATIENCE);
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (BundleException | IOException stubborn) {
            throw new IllegalStateException("the framework does not stop", stubborn);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
