package modelscan.core.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Plugins.Plugin;
import modelscan.api.gateway.Plugins.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Lists what is installed and what could not be. */
final class Inventory {
    static final String BUILT_IN = "built-in";

    private final BundleContext context;
    private final BundleDiagnosis bundles;
    private final Vitals vitals;
    private final Deployer deployer;
    private final Drains drains;

    Inventory(BundleContext context, BundleDiagnosis bundles, Vitals vitals, Deployer deployer, Drains drains) {
        this.context = context;
        this.bundles = bundles;
        this.vitals = vitals;
        this.deployer = deployer;
        this.drains = drains;
    }

    List<Plugin> list() {
        List<Plugin> list = new ArrayList<>();
        builtIn().forEach(bundle -> list.add(entry(bundle, BUILT_IN, Optional.empty())));
        for (Slot slot : deployer.slots()) {
            slot.live().ifPresent(live -> list.add(entry(live.bundle(), slot.file(), rival(live))));
            slot.refusal().ifPresent(no ->
                    list.add(new Plugin(no.name(), no.version(), State.FAILED, slot.file(), no.why())));
        }
        drains.leaving().forEach(old -> list.add(leaving(old)));
        return List.copyOf(list);
    }

    List<Bundle> builtIn() {
        return Arrays.stream(context.getBundles()).filter(bundle -> !Generation.plugin(bundle)).toList();
    }

    private Plugin entry(Bundle bundle, String origin, Optional<String> remark) {
        Optional<Vitals.Trouble> trouble = vitals.trouble(bundle);
        State state = trouble.map(one -> one.lasting() ? State.FAILED : State.WAITING).orElse(settled(bundle));
        return plugin(bundle, state, origin, trouble.map(Vitals.Trouble::why).or(() -> remark).orElse(""));
    }

    private State settled(Bundle bundle) {
        return bundle.getState() == Bundle.RESOLVED && bundles.works(bundle) ? State.RESOLVED : State.ACTIVE;
    }

    private Plugin leaving(Generation old) {
        Optional<String> stuck = drains.stuck(old);
        return plugin(old.bundle(), stuck.isPresent() ? State.FAILED : State.DRAINING, old.file(), stuck.orElse(""));
    }

    private static Plugin plugin(Bundle bundle, State state, String origin, String why) {
        String name = Optional.ofNullable(bundle.getSymbolicName()).orElse(bundle.getLocation());
        return new Plugin(name, bundle.getVersion().toString(), state, origin, why);
    }

    /** Who else has this name: both run, and of equal ranking the services registered later are preferred. */
    private Optional<String> rival(Generation live) {
        String name = live.bundle().getSymbolicName();
        boolean builtIn = builtIn().stream().anyMatch(bundle -> name.equals(bundle.getSymbolicName()));
        Optional<Generation> other = deployer.slots().stream().flatMap(slot -> slot.live().stream())
                .filter(one -> !one.file().equals(live.file()) && name.equals(one.bundle().getSymbolicName())).findFirst();
        if (other.isPresent()) {
            boolean later = live.bundle().getBundleId() > other.get().bundle().getBundleId();
            return Optional.of(other.get().file() + " has the same symbolic name; both run, and "
                    + (later ? live.file() : other.get().file()) + ", which came later, is preferred");
        }
        return builtIn ? Optional.of("a built-in bundle has the same symbolic name; both run, and this one is preferred")
                : Optional.empty();
    }
}
