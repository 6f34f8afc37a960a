package modelscan.api.gateway;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks providers for their own lists of models, and adds those to the catalog.
 *
 * <pre>{@code
 * discovery.refresh(Optional.of("groq"));
 * catalog.provider("groq").map(Catalog.Entry::models); // with those that were new
 * }</pre>
 */
@ProviderType
public interface Discovery {
    /**
     * Asks one provider, or all that are ready and have a list; returns when they have answered.
     *
     * @throws modelscan.api.model.FailureException if the one named is not there, has no list or does not tell it
     */
    void refresh(Optional<String> provider);
}
