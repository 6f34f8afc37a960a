package modelscan.api.gateway;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where secrets live. */
@ProviderType
public interface Vault {
    /** The secret of this name, such as {@code groq}; never to be logged, thrown or shown. */
    Optional<String> secret(String name);
}
