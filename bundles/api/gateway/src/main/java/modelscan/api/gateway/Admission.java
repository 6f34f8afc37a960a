package modelscan.api.gateway;

import java.util.function.Predicate;
import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows who may use what.
 *
 * <pre>{@code
 * candidates.removeIf(admission.allowed(exchange.principal(), exchange.operation()).negate());
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
}
