package modelscan.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps who changed what in the gateway's own affairs; what it took stays.
 *
 * <pre>{@code
 * audit.changed(new Audit.Change("admin", "limits.set", "groq", before, after));
 * }</pre>
 */
@ProviderType
public interface Audit {
    /**
     * Takes a change that was made; it is on disk when this returns.
     *
     * @throws modelscan.api.model.FailureException if it could not be written
     */
    void changed(Change change);

    /**
     * A change.
     *
     * @param actor who made it, such as {@code admin} or {@code shell}
     * @param action what was done, such as {@code key.created}
     * @param subject to what, e.g. the id of a key or a provider
     * @param before how it was, without secrets; a null node where there was nothing
     * @param after how it is, without secrets; a null node where nothing is left
     */
    record Change(String actor, String action, String subject, JsonNode before, JsonNode after) {
        public Change {
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }
}
