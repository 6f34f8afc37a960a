package modelscan.api.gateway;

import java.util.List;
import java.util.function.Predicate;
import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows who may use what.
 *
 * <pre>{@code
 * List<Candidate> these = admission.allowed(exchange.principal(), exchange.operation(), candidates);
 * }</pre>
 */
@ProviderType
public interface Admission {
    /** Whether a caller may be served by this candidate; from memory, in a microsecond. */
    boolean allows(Principal principal, Candidate candidate, Operation operation);

    /** The same for many candidates of one request, of which each costs less. */
    default Predicate<Candidate> allowed(Principal principal, Operation operation) {
        return candidate -> allows(principal, candidate, operation);
    }

    /**
     * Those of these by whom a caller may be served, in their order; the very list if it may be by all.
     *
     * <p>Asked about the same list again, hundreds take a microsecond.
     */
    default List<Candidate> allowed(Principal principal, Operation operation, List<Candidate> candidates) {
        Predicate<Candidate> allowed = allowed(principal, operation);
        List<Candidate> these = candidates.stream().filter(allowed).toList();
        return these.size() == candidates.size() ? candidates : these;
    }
}
