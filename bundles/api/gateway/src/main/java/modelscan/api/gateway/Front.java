package modelscan.api.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;
import org.osgi.annotation.versioning.ConsumerType;

/** One address at which clients speak a dialect to us. */
@ConsumerType
public interface Front {
    /** The address. */
    Route route();

    /**
     * Reads what a client asks; only as much as is needed at once.
     *
     * @throws modelscan.api.model.FailureException if it cannot be read
     */
    Inquiry read(Letter letter);

    /** Writes the answer to this inquiry. */
    Writer writer(Inquiry inquiry);

    /** The body of an error answer. */
    byte[] failure(Failure failure);

    /**
     * Where a front listens.
     *
     * @param method such as {@code POST}
     * @param path such as {@code /v1/chat/completions}; {@code {name}} matches one segment, {@code {name...}} the rest
     * @param framing the name of the framing of a streamed answer
     */
    record Route(String method, String path, String framing) {
    }

    /**
     * What a client sent.
     *
     * @param variables what the braces of the path matched
     * @param query the parameters behind the path, the first of each name
     * @param headers by name in lower case
     * @param body the bytes; not to be changed
     */
    record Letter(Map<String, String> variables, Map<String, String> query, Map<String, String> headers, byte[] body) {
        /** A letter to an address without a query. */
        public Letter(Map<String, String> variables, Map<String, String> headers, byte[] body) {
            this(variables, Map.of(), headers, body);
        }

        /** The header of this name in lower case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Turns the pieces of one reply into frames; used by one thread. */
    interface Writer {
        /** The frames of this piece; for an answer that is not streamed they may all come at the end. */
        List<Frame> write(Piece piece);

        /** The frames that end the answer. */
        List<Frame> end(Receipt receipt);

        /** The name of the framing of a streamed answer if it is not the route's. */
        default Optional<String> framing() {
            return Optional.empty();
        }

        /** The media type of the answer if it is neither JSON nor the framing's; asked when the first frame is there. */
        default Optional<String> mediaType() {
            return Optional.empty();
        }
    }
}
