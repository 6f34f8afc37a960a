package modelscan.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;
import modelscan.api.gateway.Vault;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.core.catalog.discovery.ProviderDiscovery;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes providers out of the descriptors of active bundles. */
@Component(service = {})
public final class DescriptorExtender implements BundleTrackerCustomizer<Optional<DescribedPlugin>> {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptorExtender.class);
    private static final String DESCRIPTOR = "MODELSCAN-INF/provider.json";
    private static final int LARGEST = 8 << 20;
    private static final String SETTINGS_READ = "(" + Condition.CONDITION_ID + "=modelscan.settings.read)";

    private final Protocols protocols;
    private final Vault vault;
    private final ProviderDiscovery discovery;
    private final ConfigurationAdmin configurations;
    private final Map<Long, String> problems = new ConcurrentHashMap<>();
    private final Map<Long, Future<Descriptor>> ahead = new ConcurrentHashMap<>();
    private final Whiteboard<ProviderSetting> settings;
    private final BundleTracker<Optional<DescribedPlugin>> bundles;
    private final ServiceRegistration<?> problemService;

    /** Waits until the settings have been read: a key must not go to another address than the owner wants. */
    @Activate
    public DescriptorExtender(BundleContext context, @Reference Protocols protocols, @Reference Vault vault,
            @Reference ConfigurationAdmin configurations, @Reference ProviderDiscovery discovery,
            @Reference(target = SETTINGS_READ) Condition settingsRead) {
        this.discovery = discovery;
        this.protocols = protocols;
        this.configurations = configurations;
        this.vault = vault;
        this.bundles = new BundleTracker<>(context, Bundle.ACTIVE, this);
        this.settings = Whiteboard.of(context, ProviderSetting.class, Duration.ZERO, this::apply);
        LongFunction<String> problem = bundle -> problems.getOrDefault(bundle, "");
        this.problemService = context.registerService(LongFunction.class.getName(), problem,
                new Hashtable<>(Map.of("modelscan.plugin.problem", true)));
        readAhead(context.getBundles());
        this.bundles.open();
        ahead.clear();
    }

    // When the gateway starts there are many: all processors read, and the services are registered in order.
    private void readAhead(Bundle[] all) {
        for (Bundle bundle : all) {
            URL entry = bundle.getState() == Bundle.ACTIVE ? bundle.getEntry(DESCRIPTOR) : null;
            if (entry != null) {
                FutureTask<Descriptor> reading = new FutureTask<>(() -> read(bundle, entry));
                ahead.put(bundle.getBundleId(), reading);
                Thread.ofVirtual().name("descriptor of " + bundle.getSymbolicName()).start(reading);
            }
        }
    }

    private static Descriptor read(Bundle bundle, URL entry) throws IOException {
        return DescriptorReader.read(bytes(entry), place(bundle));
    }

    private static String place(Bundle bundle) {
        return bundle.getSymbolicName() + " " + DESCRIPTOR;
    }

    private Descriptor descriptor(Bundle bundle, URL entry) throws IOException {
        Future<Descriptor> reading = ahead.remove(bundle.getBundleId());
        if (reading == null) {
            return read(bundle, entry);
        }
        try {
            return reading.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the reading was interrupted", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FailureException wrong) {
                throw wrong;
            }
            throw new IOException(failed.getCause());
        }
    }

    @Deactivate
    void deactivate() {
        bundles.close();
        settings.close();
        problemService.unregister();
    }

    @Override
    public Optional<DescribedPlugin> addingBundle(Bundle bundle, BundleEvent event) {
        URL entry = bundle.getEntry(DESCRIPTOR);
        if (entry == null) {
            return null;
        }
        try {
            Descriptor descriptor = descriptor(bundle, entry);
            DescribedPlugin plugin = new DescribedPlugin(bundle.getBundleContext(), descriptor, protocols,
                    name -> vault.secret(name).orElse(null), discovery);
            apply(plugin, settings.parts());
            return Optional.of(plugin);
        } catch (FailureException wrong) {
            return broken(bundle, wrong.failure().message());
        } catch (IOException unreadable) {
            return broken(bundle, place(bundle) + " cannot be read: " + unreadable.getMessage());
        }
    }

    private Optional<DescribedPlugin> broken(Bundle bundle, String why) {
        problems.put(bundle.getBundleId(), why);
        LOG.warn("no provider is made: {}", why);
        return Optional.empty();
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, Optional<DescribedPlugin> plugin) {
        // An active bundle stays as it was described.
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Optional<DescribedPlugin> plugin) {
        problems.remove(bundle.getBundleId());
        plugin.ifPresent(DescribedPlugin::close);
    }

    private void apply(List<Part<ProviderSetting>> parts) {
        for (Optional<DescribedPlugin> found : bundles.getTracked().values()) {
            found.ifPresent(plugin -> apply(plugin, parts));
        }
    }

    private void apply(DescribedPlugin plugin, List<Part<ProviderSetting>> parts) {
        Optional<ProviderSetting> setting = setting(parts, plugin.provider());
        // A setting that is on its way calls us again when it is here.
        if (setting.isPresent() || !expected(plugin.provider())) {
            plugin.apply(setting);
        }
    }

    private boolean expected(String provider) {
        try {
            return configurations.listConfigurations("(service.pid=" + ProviderSetting.PID + "~" + provider + ")") != null;
        } catch (IOException | InvalidSyntaxException unreadable) {
            throw new IllegalStateException("the configurations cannot be read", unreadable);
        }
    }

    private static Optional<ProviderSetting> setting(List<Part<ProviderSetting>> parts, String provider) {
        return parts.stream().map(Part::service).filter(setting -> setting.id().equals(provider)).findFirst();
    }

    private static byte[] bytes(URL entry) throws IOException {
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }
}
