package modelscan.core.plugins;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Says what a component waits for, following the chain of those that wait for each other to its end. */
final class ComponentDiagnosis {
    private final BundleContext context;
    private final Components components;
    private final Offers offers;

    ComponentDiagnosis(BundleContext context, Components components, Offers offers) {
        this.context = context;
        this.components = components;
        this.offers = offers;
    }

    /** One sentence; without a full stop, since it may become part of another. */
    String sentence(ComponentDescriptionDTO component) {
        String subject = "component " + component.name;
        if (!components.enabled(component)) {
            return subject + " is not enabled";
        }
        return components.broken(component).map(broken -> subject + " " + reason(component, broken, new HashSet<>()))
                .orElseGet(() -> subject + (components.unconfigured(component) ? " " + unconfigured(component) : " is active"));
    }

    private String reason(ComponentDescriptionDTO component, ComponentConfigurationDTO broken, Set<String> visited) {
        visited.add(component.name);
        if (broken.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
            return "could not be activated: " + Reasons.deepest(broken.failure);
        }
        for (UnsatisfiedReferenceDTO unsatisfied : broken.unsatisfiedReferences) {
            Optional<ReferenceDTO> reference = Arrays.stream(component.references)
                    .filter(one -> one.name.equals(unsatisfied.name)).findFirst();
            if (reference.isPresent()) {
                return waits(reference.get().interfaceName, unsatisfied.target, visited);
            }
        }
        return "waits for a service that is not there";
    }

    private String waits(String service, String target, Set<String> visited) {
        String wanted = "waits for a service " + service + (target == null ? "" : " with " + target);
        List<ComponentDescriptionDTO> candidates = components.offering(service)
                .filter(one -> !components.works(one)).toList();
        if (present(service)) {
            return wanted + ", and those that are there do not match";
        }
        for (ComponentDescriptionDTO candidate : candidates) {
            if (visited.contains(candidate.name)) {
                return wanted + ", which component " + candidate.name + " would offer, and that waits in turn";
            }
            return wanted + ", which component " + candidate.name + " would offer, and that " + inner(candidate, visited);
        }
        return wanted + offers.of(service).map(offer -> ", which " + offer)
                .orElse(", which no bundle offers at the moment");
    }

    private String inner(ComponentDescriptionDTO component, Set<String> visited) {
        if (!components.enabled(component)) {
            return "is not enabled";
        }
        return components.broken(component).map(broken -> reason(component, broken, visited))
                .orElseGet(() -> unconfigured(component));
    }

    private static String unconfigured(ComponentDescriptionDTO component) {
        return "waits for a configuration " + String.join(" or ", component.configurationPid);
    }

    private boolean present(String service) {
        try {
            return context.getAllServiceReferences(service, null) != null;
        } catch (InvalidSyntaxException noFilterGiven) {
            throw new IllegalStateException(noFilterGiven);
        }
    }
}
