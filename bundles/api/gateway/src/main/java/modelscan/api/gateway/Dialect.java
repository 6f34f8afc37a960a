package modelscan.api.gateway;

import java.util.List;
import java.util.Optional;
import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A JSON protocol, spoken by clients to us, by us to providers, or both.
 *
 * <p>Register it as a service with the property {@link #NAME}.
 */
@ConsumerType
public interface Dialect {
    /** Service property: its name, such as {@code openai}. */
    String NAME = "modelscan.dialect";

    /** How clients speak it to us; empty if no client does. */
    List<Front> fronts();

    /** How we speak it to a provider for this operation, if we can. */
    Optional<Back> back(Operation operation);
}
