package modelscan.api.gateway.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import org.osgi.annotation.versioning.ProviderType;

/** An HTTP call to be answered. */
@ProviderType
public interface Call {
    /** The id of this call, also sent back in {@code x-modelscan-request-id}. */
    String id();

    /** The method. */
    String method();

    /** The path, decoded. */
    String path();

    /** What the braces of the endpoint's path matched, decoded. */
    Map<String, String> variables();

    /** The value of a query parameter. */
    Optional<String> query(String name);

    /** The header of this name in lower case. */
    Optional<String> header(String name);

    /** All headers by name in lower case; repeated ones are joined by a comma. */
    Map<String, String> headers();

    /** Who calls; on the management listener an administrator. */
    Principal principal();

    /** What the caller asked for beside the request, by headers {@code x-modelscan-…}. */
    Wishes wishes();

    /** Whether the caller is on this machine. */
    boolean local();

    /**
     * Reads the body.
     *
     * @throws modelscan.api.model.FailureException if it is too large, too slow or cut short
     */
    byte[] body();

    /** Tells when the caller went away. */
    Cancellation cancellation();

    /** Adds a header to the answer, before it begins. */
    void header(String name, String value);

    /** Answers at once. */
    void answer(int status, String mediaType, byte[] body) throws IOException;

    /**
     * Begins an answer of unknown length; {@code flush} sends what was written, {@code close} ends it.
     *
     * <p>An answer that is not closed is cut, so that the caller sees that it is not complete.
     */
    OutputStream begin(int status, String mediaType) throws IOException;
}
