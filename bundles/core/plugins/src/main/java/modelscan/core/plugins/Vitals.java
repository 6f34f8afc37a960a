package modelscan.core.plugins;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells whether a started bundle has really come up: its components, and what an extender makes of it. */
final class Vitals {
    /** A service {@code LongFunction}: bundle id to a problem, nothing, or {@link #WORKING}. */
    static final String PROBLEM = "(modelscan.plugin.problem=true)";
    static final String WORKING = "working";

    private final BundleContext context;
    private final BundleDiagnosis bundles;
    private final Components components;
    private final ComponentDiagnosis diagnosis;

    Vitals(BundleContext context, BundleDiagnosis bundles, Components components, ComponentDiagnosis diagnosis) {
        this.context = context;
        this.bundles = bundles;
        this.components = components;
        this.diagnosis = diagnosis;
    }

    /**
     * What keeps a bundle from working.
     *
     * @param lasting whether waiting will not help
     * @param why a whole sentence
     */
    record Trouble(boolean lasting, String why) {
    }

    Optional<Trouble> trouble(Bundle bundle) {
        return trouble(bundle, Set.of());
    }

    /** The same, not minding the components of these names. */
    Optional<Trouble> trouble(Bundle bundle, Set<String> tolerated) {
        if (!bundles.works(bundle)) {
            return Optional.of(new Trouble(false, bundle.getSymbolicName() + " " + bundles.state(bundle)));
        }
        return extender(bundle).or(() -> components.of(bundle).stream()
                .filter(component -> !tolerated.contains(component.name))
                .flatMap(component -> components.broken(component).map(broken -> trouble(component, broken)).stream())
                .findFirst());
    }

    /** The components of a bundle that do not work. */
    Set<String> waiting(Bundle bundle) {
        return components.of(bundle).stream().filter(component -> components.broken(component).isPresent())
                .map(component -> component.name).collect(Collectors.toSet());
    }

    private Trouble trouble(ComponentDescriptionDTO component, ComponentConfigurationDTO broken) {
        return new Trouble(broken.state == ComponentConfigurationDTO.FAILED_ACTIVATION, diagnosis.sentence(component));
    }

    private Optional<Trouble> extender(Bundle bundle) {
        return problem(bundle).map(problem -> problem.equals(WORKING)
                ? new Trouble(false, bundle.getSymbolicName() + " is being looked at by the bundle that extends it")
                : new Trouble(true, problem));
    }

    private Optional<String> problem(Bundle bundle) {
        return new Registered(context, LongFunction.class, PROBLEM)
                .ask(service -> String.valueOf(((LongFunction<?>) service).apply(bundle.getBundleId()))).stream()
                .filter(problem -> !problem.isBlank() && !problem.equals("null")).findFirst();
    }
}
