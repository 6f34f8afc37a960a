package modelscan.api.gateway;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows prices that hold instead of those a provider is shipped with.
 *
 * <p>Register it as a service. The catalog asks it when it takes stock; a change of the service's properties makes the
 * catalog take stock again.
 */
@ConsumerType
@FunctionalInterface
public interface PriceOverrides {
    /** What a model costs instead; empty if nothing else is known. */
    Optional<Prices> prices(String provider, String model);
}
