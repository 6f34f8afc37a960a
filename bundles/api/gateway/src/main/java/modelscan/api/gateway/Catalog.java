package modelscan.api.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows the providers and models that are there right now.
 *
 * <pre>{@code
 * for (Candidate candidate : catalog.candidates("llama-3.3-70b-versatile", Operation.CHAT)) {
 *     candidate.name(); // groq/llama-3.3-70b-versatile
 * }
 * }</pre>
 */
@ProviderType
public interface Catalog {
    /** All providers, by id. */
    List<Entry> providers();

    /** All models that are listed, by name. */
    List<Candidate> models();

    /** Who could serve this operation under this name: {@code provider/model} or a bare model name. */
    List<Candidate> candidates(String model, Operation operation);

    /**
     * Calls the candidate's provider.
     *
     * <p>The provider is leased until the reply is closed or at its end: when it is being replaced meanwhile, this exchange
     * ends on the old one. Fails with {@code PROVIDER_GONE} when the provider is no longer there.
     */
    Reply call(Exchange exchange, Candidate candidate);

    /**
     * A provider as it is now.
     *
     * @param about who it is
     * @param health how it is
     * @param serves what it can be asked for
     * @param models the models it lists
     * @param bundle the bundle it comes from, as {@code name version}
     * @param running how many exchanges it works on
     * @param verified when the oldest of its figures was compared with its source, if that is known
     * @param stale whether that is too long ago
     */
    record Entry(Provider.About about, Provider.Health health, Set<Operation> serves, List<Model> models, String bundle,
            int running, Optional<LocalDate> verified, boolean stale) {
        public Entry {
            Objects.requireNonNull(verified, "verified");
        }

        /** A provider whose figures are of unknown age. */
        public Entry(Provider.About about, Provider.Health health, Set<Operation> serves, List<Model> models,
                String bundle, int running) {
            this(about, health, serves, models, bundle, running, Optional.empty(), false);
        }
    }

    /** The entry of a provider. */
    default Optional<Entry> provider(String id) {
        return providers().stream().filter(entry -> entry.about().id().equals(id)).findFirst();
    }
}
