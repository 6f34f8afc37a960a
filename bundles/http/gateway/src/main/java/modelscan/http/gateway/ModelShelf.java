package modelscan.http.gateway;

import java.util.List;
import java.util.function.Predicate;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The models a caller may use, for whatever they can do. */
@Component(service = ModelShelf.class)
public final class ModelShelf {
    private final Catalog catalog;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Admission> admissions = List.of();

    @Activate
    public ModelShelf(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    ModelShelf(Catalog catalog, List<Admission> admissions) {
        this.catalog = catalog;
        this.admissions = admissions;
    }

    List<Candidate> models(Principal caller) {
        List<Admission> rights = admissions;
        List<Candidate> all = catalog.models();
        return rights.isEmpty() ? all : all.stream().filter(allowed(rights.getFirst(), caller)).toList();
    }

    private static Predicate<Candidate> allowed(Admission rights, Principal caller) {
        return candidate -> {
            for (Operation operation : candidate.model().operations()) {
                if (rights.allows(caller, candidate, operation)) {
                    return true;
                }
            }
            return false;
        };
    }
}
