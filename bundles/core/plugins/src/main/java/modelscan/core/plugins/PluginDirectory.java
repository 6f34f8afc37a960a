package modelscan.core.plugins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.gateway.Plugins;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/** Runs what lies in {@code plugins/} and knows how everything is. */
@Component(immediate = true, configurationPid = "modelscan.core.plugins")
@Designate(ocd = PluginSettings.class)
public final class PluginDirectory implements Plugins {
    private static final String HOME = "modelscan.home";
    private static final String STARTUP = "modelscan.startup.problems";
    private static final String SETTINGS = "(modelscan.settings.problems=true)";
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    private final BundleContext context;
    private final Drains drains;
    private final FolderWatch watch;
    private final Inventory inventory;
    private final Diagnosis diagnosis;
    private final Registered settings;
    private final List<ServiceRegistration<?>> registrations;
    private final SynchronousBundleListener listener = this::changed;
    private final long begin = System.nanoTime();

    @Activate
    public PluginDirectory(BundleContext context, @Reference ServiceComponentRuntime runtime, PluginSettings config) {
        this.context = context;
        Components components = new Components(runtime);
        BundleDiagnosis bundles = new BundleDiagnosis(context);
        ComponentDiagnosis waits = new ComponentDiagnosis(context, components, new Offers(context, bundles));
        Vitals vitals = new Vitals(context, bundles, components, waits);
        Starter starter = new Starter(vitals, new Requirements(context), Duration.ofSeconds(config.startSeconds()),
                Duration.ofSeconds(config.upSeconds()));
        PluginFolder folder = new PluginFolder(Path.of(context.getProperty(HOME)).resolve("plugins"));
        this.drains = new Drains(context, new Removal(context), Duration.ofSeconds(config.drainSeconds()));
        Deployer deployer = new Deployer(context, folder, starter, vitals, drains);
        this.watch = new FolderWatch(folder, deployer);
        this.inventory = new Inventory(context, bundles, vitals, deployer, drains);
        this.diagnosis = new Diagnosis(context, components, waits, bundles, vitals, inventory);
        this.settings = new Registered(context, Supplier.class, SETTINGS);
        Supplier<List<String>> problems = this::startupProblems;
        this.registrations = List.of(
                context.registerService(ResolverHookFactory.class.getName(), new Apart(), null),
                context.registerService(Supplier.class.getName(), problems, new Hashtable<>(Map.of(STARTUP, true))));
        context.addBundleListener(listener);
        watch.start();
    }

    @Override
    public List<Plugin> list() {
        return inventory.list();
    }

    @Override
    public Optional<String> why(String name) {
        return diagnosis.why(name);
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(outages());
        problems.addAll(diagnosis.pluginProblems());
        settings.ask(service -> ((Supplier<?>) service).get()).forEach(lines -> {
            if (lines instanceof List<?> list) {
                list.forEach(line -> problems.add(String.valueOf(line)));
            }
        });
        return List.copyOf(problems);
    }

    @Override
    public List<String> outages() {
        return diagnosis.builtInProblems();
    }

    @Deactivate
    void close() {
        end();
        context.removeBundleListener(listener);
        registrations.forEach(ServiceRegistration::unregister);
    }

    private void end() {
        watch.close();
        drains.close();
    }

    private List<String> startupProblems() {
        List<String> problems = new ArrayList<>(outages());
        // A plugin that never comes up must not keep the gateway from serving.
        if (!watch.looked() && System.nanoTime() - begin < FIRST_LOOK.toNanos()) {
            problems.add("the plugins in plugins/ are not started yet");
        }
        return problems;
    }

    private void changed(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (bundle.getBundleId() == 0 && event.getType() == BundleEvent.STOPPING) {
            // The framework stops the plugins before it stops us, and must not wait for one that hangs.
            end();
        } else if (event.getType() == BundleEvent.RESOLVED && !Generation.plugin(bundle)) {
            watch.retry();
        }
    }
}
