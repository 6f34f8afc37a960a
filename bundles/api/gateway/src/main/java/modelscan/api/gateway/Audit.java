package modelscan.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
     * Takes a change that was made, or is made now; it is on disk when this returns.
     *
     * @throws modelscan.api.model.FailureException if it could not be written
     */
    void changed(Change change);

    /**
     * Takes a change and then makes it, so that none is made that is not written down; one that fails is taken once more.
     *
     * @throws modelscan.api.model.FailureException if it could not be written, and so was not made
     */
    default <T> T making(Change change, Supplier<T> work) {
        changed(change);
        try {
            return work.get();
        } catch (RuntimeException failed) {
            try {
                changed(new Change(change.actor(), change.action() + ".failed", change.subject(), change.before(), change.before()));
            } catch (RuntimeException unwritten) {
                failed.addSuppressed(unwritten);
            }
            throw failed;
        }
    }

    /** What was taken, newest first; not for the path of a request. */
    default List<Taken> latest(Sought sought) {
        return List.of();
    }

    /**
     * A change that was taken.
     *
     * @param position its place in the journal
     * @param at when it was taken
     */
    record Taken(long position, Instant at, Change change) {
        public Taken {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(change, "change");
        }
    }

    /**
     * Which changes are sought.
     *
     * @param from the first time, included
     * @param to the last time, not included
     * @param actor who made them, if that matters
     * @param action what was done, if that matters
     * @param subject to what, if that matters
     * @param before only those before this position
     * @param most how many at most
     */
    record Sought(Instant from, Instant to, Optional<String> actor, Optional<String> action, Optional<String> subject, long before,
            int most) {
        public Sought {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(subject, "subject");
        }
    }

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
