package modelscan.http.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Models;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Router;
import modelscan.api.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The models a caller may use, for whatever they can do. */
@Component
public final class ModelShelf implements Models {
    private final Catalog catalog;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Admission> admissions = List.of();
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Router> routers = List.of();

    @Activate
    public ModelShelf(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    ModelShelf(Catalog catalog, List<Admission> admissions, List<Router> routers) {
        this.catalog = catalog;
        this.admissions = admissions;
        this.routers = routers;
    }

    @Override
    public List<Candidate> of(Principal caller) {
        List<Candidate> all = new ArrayList<>();
        routers.stream().limit(1).flatMap(router -> router.names().stream()).forEach(named ->
                shared(named.name(), allowed(caller, named.candidates())).ifPresent(all::add));
        all.addAll(allowed(caller, catalog.models()));
        return all;
    }

    private List<Candidate> allowed(Principal caller, List<Candidate> candidates) {
        List<Admission> rights = admissions;
        return rights.isEmpty() ? candidates
                : candidates.stream().filter(candidate -> allowed(rights.getFirst(), caller, candidate)).toList();
    }

    private static boolean allowed(Admission rights, Principal caller, Candidate candidate) {
        return candidate.model().operations().stream().anyMatch(operation -> rights.allows(caller, candidate, operation));
    }

    // Whoever asks for the name can rely on what all behind it can do.
    private static Optional<Candidate> shared(String name, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        Set<String> capabilities = new TreeSet<>(candidates.getFirst().model().capabilities());
        for (Candidate candidate : candidates) {
            operations.addAll(candidate.model().operations());
            capabilities.retainAll(candidate.model().capabilities());
        }
        return Optional.of(new Candidate(name, new Model(name, operations,
                least(candidates.stream().map(candidate -> candidate.model().context()).toList()),
                least(candidates.stream().map(candidate -> candidate.model().output()).toList()),
                capabilities, Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private static Optional<Integer> least(List<Optional<Integer>> sizes) {
        return sizes.stream().flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
