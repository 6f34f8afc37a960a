package modelscan.core.plugins;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What the component runtime knows about the declarative components. */
final class Components {
    private static final int WORKING = ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    List<ComponentDescriptionDTO> all() {
        return List.copyOf(runtime.getComponentDescriptionDTOs());
    }

    List<ComponentDescriptionDTO> of(Bundle bundle) {
        return List.copyOf(runtime.getComponentDescriptionDTOs(bundle));
    }

    Optional<ComponentDescriptionDTO> named(String name) {
        return all().stream().filter(component -> component.name.equals(name)).findFirst();
    }

    /** The components that would give a service of this kind. */
    Stream<ComponentDescriptionDTO> offering(String service) {
        return all().stream().filter(component -> Arrays.asList(component.serviceInterfaces).contains(service));
    }

    boolean enabled(ComponentDescriptionDTO component) {
        return runtime.isComponentEnabled(component);
    }

    /** A configuration of the component that keeps it from working; empty while it works, sleeps or is not wanted. */
    Optional<ComponentConfigurationDTO> broken(ComponentDescriptionDTO component) {
        if (!enabled(component)) {
            return Optional.empty();
        }
        return configurations(component).stream()
                .filter(one -> (one.state & (WORKING | ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION)) == 0)
                .findFirst();
    }

    /** Whether it needs a configuration and nobody gave one. */
    boolean unconfigured(ComponentDescriptionDTO component) {
        return component.configurationPolicy.equals("require") && configurations(component).stream()
                .allMatch(one -> one.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
    }

    boolean works(ComponentDescriptionDTO component) {
        return configurations(component).stream().anyMatch(one -> (one.state & WORKING) != 0);
    }

    private Collection<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        return runtime.getComponentConfigurationDTOs(component);
    }
}
