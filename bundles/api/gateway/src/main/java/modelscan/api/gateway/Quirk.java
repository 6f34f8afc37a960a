package modelscan.api.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The small correction of a provider's JSON that a descriptor cannot say.
 *
 * <pre>{@code
 * @Component(property = {Provider.ID + "=acme", Quirk.PLACES + "=REQUEST"})
 * public final class AcmeWantsSeconds implements Quirk {
 *     public ObjectNode correct(Place place, ObjectNode message) {
 *         return message.put("deadline", message.path("deadline_ms").asLong() / 1000);
 *     }
 * }
 * }</pre>
 *
 * <p>Register it as a service with {@link Provider#ID} and {@link #PLACES}.
 */
@ConsumerType
public interface Quirk {
    /** Service property: the names of the places to correct; frames of other places are passed on unread. */
    String PLACES = "modelscan.quirk.places";

    /** Which message is to be corrected. */
    enum Place {
        /** What goes to the provider. */
        REQUEST,
        /** A whole answer. */
        ANSWER,
        /** A step of a streamed answer. */
        STEP,
        /** The body of an error. */
        ERROR
    }

    /** The corrected message; it may be the same object, changed. */
    ObjectNode correct(Place place, ObjectNode message);
}
