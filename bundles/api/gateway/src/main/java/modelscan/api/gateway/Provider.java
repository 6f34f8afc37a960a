package modelscan.api.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A vendor or engine that serves models.
 *
 * <p>Register it as a service with the property {@link #ID}, beside one {@link Ability} for each operation it serves.
 */
@ConsumerType
public interface Provider {
    /** Service property of a provider and of its abilities: the provider's id, such as {@code groq}. */
    String ID = "modelscan.provider";

    /** Who it is. */
    About about();

    /** The models it is known to serve; it may serve more. */
    List<Model> models();

    /** The tiers a customer can be on, with their limits, as far as they are known. */
    default List<Plan> plans() {
        return List.of();
    }

    /** The tier its account is on, if the owner of the gateway said so. */
    default Optional<String> plan() {
        return Optional.empty();
    }

    /** The keys it is called with, in their order, if there are several; cheap, asked often. */
    default List<Key> keys() {
        return List.of();
    }

    /** How it is at the moment; cheap, asked often, must not call out. */
    Health health();

    /**
     * One of several keys; it is known by its place and never shown.
     *
     * @param apart whether it has limits of its own
     * @param rest why it is not used at the moment; empty if it is
     */
    record Key(boolean apart, Optional<Rest> rest) {
        /** Why a key is not used, and until when. */
        public record Rest(String why, Instant until) {
        }
    }

    /** How the gateway reaches a provider. */
    enum Mode {
        /** A remote service over HTTP. */
        API,
        /** A command-line agent started as a child process. */
        HEADLESS,
        /** An engine on this machine. */
        LOCAL
    }

    /**
     * Who a provider is.
     *
     * @param id a short word in lower case
     * @param name as people know it
     * @param mode how it is reached
     * @param open whether it takes models that are not in its list
     * @param breaker whether calls stop for a while where they keep failing; {@code false} if its failures tell nothing about
     *     the next call, such as those that are acted out on demand: then they are counted, and no call is held back
     */
    record About(String id, String name, Mode mode, boolean open, boolean breaker) {
        /** A provider that is left alone for a while where it keeps failing. */
        public About(String id, String name, Mode mode, boolean open) {
            this(id, name, mode, open, true);
        }
    }

    /** How a provider is, with a sentence that says why. */
    record Health(State state, String why) {
        /** Ready to work, as far as it knows. */
        public static final Health UP = new Health(State.UP, "ready");

        /** How a provider is. */
        public enum State {
            /** Works, as far as is known. */
            UP,
            /** Works with restrictions. */
            DEGRADED,
            /** Does not work, for a reason outside. */
            DOWN,
            /** Cannot work before something is set, such as a key. */
            UNCONFIGURED
        }
    }
}
