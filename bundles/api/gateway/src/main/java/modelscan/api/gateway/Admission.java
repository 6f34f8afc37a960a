package modelscan.api.gateway;

import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows who may use what.
 *
 * <pre>{@code
 * candidates.removeIf(candidate -> !admission.allows(exchange.principal(), candidate, exchange.operation()));
 * }</pre>
 */
@ProviderType
public interface Admission {
    /** Whether a caller may be served by this candidate; from memory, in a microsecond. */
    boolean allows(Principal principal, Candidate candidate, Operation operation);
}
