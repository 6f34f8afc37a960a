package modelscan.api.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Usage;
import org.osgi.annotation.versioning.ConsumerType;

/** How we speak a dialect to a provider for one operation. */
@ConsumerType
public interface Back {
    /**
     * What to send for this exchange, whose candidate is set.
     *
     * @throws modelscan.api.model.FailureException if the request cannot be said in this dialect
     */
    Order order(Exchange exchange);

    /** Reads the answer to this exchange. */
    Reader reader(Exchange exchange);

    /** What an error answer says; {@code body} may be anything. */
    Failure failure(int status, Map<String, String> headers, byte[] body);

    /**
     * Whether an answer of this media type can be read whole; in lower case, without parameters, empty if it was not told.
     *
     * <p>A body that is not JSON comes in frames that are not whole, as it arrives; an empty one named {@link Frame#END} is
     * the last.
     */
    default boolean reads(String mediaType) {
        return mediaType.isEmpty() || mediaType.endsWith("json");
    }

    /**
     * What to send.
     *
     * @param method such as {@code POST}
     * @param path below the provider's base address, such as {@code /chat/completions}
     * @param headers beside those for the key
     * @param body the bytes; not to be changed
     * @param losses what the dialect cannot express and leaves out, each as a field and a reason
     */
    record Order(String method, String path, Map<String, String> headers, byte[] body, List<String> losses) {
        public Order {
            losses = List.copyOf(losses);
        }

        /** A post in which nothing is left out. */
        public static Order post(String path, Map<String, String> headers, byte[] body) {
            return new Order("POST", path, headers, body, List.of());
        }
    }

    /** Turns frames into pieces; used by one thread. */
    interface Reader {
        /** The piece this frame is; empty for a frame that says nothing, such as the mark of the end. */
        Optional<Piece> read(Frame frame);

        /** Whether the answer has come to its end as the protocol wants it. */
        boolean complete();

        /** The usage as told by the frames so far. */
        Usage usage();

        /** Why the answer ended, if that was told and read. */
        Optional<FinishReason> finish();

        /** The ticket of a job that still runs though its answer has ended; it is asked for again after a while. */
        default Optional<String> unfinished() {
            return Optional.empty();
        }
    }
}
