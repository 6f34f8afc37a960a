package modelscan.api.gateway.http;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers HTTP calls at one address.
 *
 * <pre>{@code
 * @Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/ping", Endpoint.LISTENER + "=data"})
 * public final class Ping implements Endpoint {
 *     public void serve(Call call) throws IOException {
 *         call.answer(200, "text/plain", "pong".getBytes(UTF_8));
 *     }
 * }
 * }</pre>
 *
 * <p>A {@link modelscan.api.model.FailureException} thrown before anything was answered becomes an error answer. It is
 * called by many virtual threads at once. On the management listener the caller's token has been checked before.
 */
@ConsumerType
public interface Endpoint {
    /** Service property: the method, such as {@code GET}. */
    String METHOD = "modelscan.endpoint.method";

    /** Service property: the path; {@code {name}} matches one segment, {@code {name...}} the rest. */
    String PATH = "modelscan.endpoint.path";

    /** Service property: {@link #DATA} or {@link #MANAGEMENT}. */
    String LISTENER = "modelscan.endpoint.listener";

    /** The listener of applications. */
    String DATA = "data";

    /** The listener of administrators. */
    String MANAGEMENT = "management";

    /** Service property, {@code true}: whoever calls is answered, also without a key. */
    String OPEN = "modelscan.endpoint.open";

    /** Answers the call. */
    void serve(Call call) throws IOException;
}
