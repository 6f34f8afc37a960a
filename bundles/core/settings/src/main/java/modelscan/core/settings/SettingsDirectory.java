package modelscan.core.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the configurations as {@code conf/} says. */
@Component(immediate = true, service = {})
public final class SettingsDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsDirectory.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final ConfFolder folder;
    private final SecretFiles secrets;
    private final Sources sources;
    private final Vocabulary vocabulary;
    private final Configurations configurations;
    private final BundleContext context;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final AtomicBoolean bundlesChanged = new AtomicBoolean(true);
    private final BundleListener listener = event -> bundlesChanged.set(true);
    private final Thread thread = Thread.ofVirtual().name("modelscan settings").unstarted(this::run);
    private List<String> told = List.of();

    @Activate
    public SettingsDirectory(BundleContext context, @Reference ConfigurationAdmin admin, @Reference MetaTypeService types,
            @Reference SecretFiles secrets) {
        this.context = context;
        this.folder = new ConfFolder(Path.of(context.getProperty("modelscan.home"), "conf"));
        this.secrets = secrets;
        this.sources = new Sources(secrets, System::getenv);
        this.vocabulary = new Vocabulary(context, types);
        this.configurations = new Configurations(admin);
        register(ConfigurationPlugin.class, new PlaceholderPlugin(sources),
                Map.of(ConfigurationPlugin.CM_RANKING, 500, "config.plugin.id", "modelscan.core.settings"));
        Supplier<List<String>> problems = this::problems;
        register(Supplier.class, problems, Map.of("modelscan.settings.problems", true));
        context.addBundleListener(listener);
        look(true);
        // Whoever must not begin with other settings than the owner's waits for this.
        register(Condition.class, Condition.INSTANCE, Map.of(Condition.CONDITION_ID, "modelscan.settings.read"));
        thread.start();
    }

    @Deactivate
    void close() {
        thread.interrupt();
        context.removeBundleListener(listener);
        registrations.forEach(ServiceRegistration::unregister);
    }

    /** A sentence for each thing that is not as it should be, with file and line. */
    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>(folder.problems());
        for (Section section : folder.merged(problems)) {
            problems.addAll(Check.of(section, vocabulary).problems());
            section.settings().forEach(setting -> missing(section, setting, problems));
        }
        problems.addAll(secrets.problems());
        return List.copyOf(problems);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                look(false);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(boolean first) {
        try {
            Set<String> changedSecrets = secrets.look();
            boolean changedFiles = folder.look(System.currentTimeMillis());
            boolean changedBundles = bundlesChanged.getAndSet(false);
            // What a bundle says about its keys decides about the types of the values.
            if (changedFiles || changedBundles || first) {
                apply();
            }
            if (!changedSecrets.isEmpty()) {
                configurations.deliver(text -> changedSecrets.stream().anyMatch(name -> text.contains("$[secret:" + name)));
            }
            if (changedFiles || changedBundles || !changedSecrets.isEmpty()) {
                tell();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The settings could not be applied; the next try is at the next change", e);
        }
    }

    private void apply() throws IOException {
        List<Section> sections = folder.merged(new ArrayList<>());
        for (Section section : sections) {
            configurations.set(section, Check.of(section, vocabulary).values());
        }
        configurations.keep(sections.stream().map(Section::pid).collect(Collectors.toSet()));
    }

    private void tell() {
        List<String> now = problems();
        now.stream().filter(problem -> !told.contains(problem)).forEach(problem -> LOG.warn("{}", problem));
        told = now;
    }

    private void missing(Section section, Setting setting, List<String> problems) {
        Texts.of(setting.value()).stream().flatMap(text -> new Template(text).placeholders().stream())
                .filter(placeholder -> placeholder.value(sources).isEmpty())
                .forEach(placeholder -> problems.add(section.place(setting.line()) + Sources.advice(placeholder)
                        + "; '" + setting.key() + "' is left out"));
    }

    private void register(Class<?> kind, Object service, Map<String, Object> properties) {
        registrations.add(context.registerService(kind.getName(), service, new Hashtable<>(properties)));
    }
}
