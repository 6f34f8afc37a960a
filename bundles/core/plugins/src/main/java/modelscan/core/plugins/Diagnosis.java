package modelscan.core.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Plugins.Plugin;
import modelscan.api.gateway.Plugins.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Answers why something does not work, and what does not. */
final class Diagnosis {
    private final BundleContext context;
    private final Components components;
    private final ComponentDiagnosis diagnosis;
    private final BundleDiagnosis bundles;
    private final Vitals vitals;
    private final Inventory inventory;

    Diagnosis(BundleContext context, Components components, ComponentDiagnosis diagnosis, BundleDiagnosis bundles,
            Vitals vitals, Inventory inventory) {
        this.context = context;
        this.components = components;
        this.diagnosis = diagnosis;
        this.bundles = bundles;
        this.vitals = vitals;
        this.inventory = inventory;
    }

    /** One sentence on the component, the bundle (by symbolic name or id) or the file of this name. */
    Optional<String> why(String name) {
        return refused(name)
                .or(() -> components.named(name).map(diagnosis::sentence))
                .or(() -> bundle(name).map(this::sentence))
                .or(() -> file(name))
                .map(sentence -> sentence.endsWith(".") ? sentence : sentence + ".");
    }

    /** What does not work, of the built-in bundles. */
    List<String> builtInProblems() {
        return inventory.builtIn().stream().flatMap(bundle -> vitals.trouble(bundle).stream())
                .map(Vitals.Trouble::why).distinct().toList();
    }

    /** What does not work, of the plugins. */
    List<String> pluginProblems() {
        List<String> problems = new ArrayList<>();
        for (Plugin plugin : inventory.list()) {
            if (!plugin.origin().equals(Inventory.BUILT_IN)
                    && (plugin.state() == State.FAILED || plugin.state() == State.WAITING)) {
                problems.add(plugin.origin() + ": " + plugin.why());
            }
        }
        return problems;
    }

    private Optional<String> refused(String name) {
        return inventory.list().stream().filter(plugin -> plugin.state() == State.FAILED)
                .filter(plugin -> plugin.name().equals(name) || plugin.origin().equals(name))
                .findFirst().map(plugin -> plugin.origin() + ": " + plugin.why());
    }

    private Optional<String> file(String name) {
        return inventory.list().stream().filter(plugin -> plugin.origin().equals(name)).findFirst()
                .flatMap(plugin -> bundle(plugin.name())).map(this::sentence);
    }

    /** Of several with one name the latest, which is the one that a plugin's author looks at. */
    private Optional<Bundle> bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()) || name.equals(Long.toString(bundle.getBundleId())))
                .max(Comparator.comparingLong(Bundle::getBundleId));
    }

    private String sentence(Bundle bundle) {
        String own = bundle.getSymbolicName() + " " + bundles.state(bundle);
        return vitals.trouble(bundle).map(Vitals.Trouble::why)
                .map(why -> why.startsWith(own) ? why : own + ", but " + why).orElse(own);
    }
}
