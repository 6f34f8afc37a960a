package modelscan.api.gateway;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lists what a caller may ask for: the names its owner gave to several models, {@code auto}, then every model by itself.
 *
 * <pre>{@code
 * models.of(call.principal()).getFirst().name(); // auto
 * }</pre>
 */
@ProviderType
public interface Models {
    /** What this caller may use, for whatever it can do; a name for several stands there as if it were a model. */
    List<Candidate> of(Principal caller);
}
