package modelscan.base.net;

import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Calls over HTTP to providers, over one bounded pool of connections.
 *
 * <pre>{@code
 * try (Upstream upstream = new Upstream(Limits.usual(), ProxyRules.environment(System.getenv()))) {
 *     UpstreamCall call = upstream.call(UpstreamRequest.post(uri, headers, body));
 *     try (UpstreamAnswer answer = call.send()) {
 *         return answer.bytes(1_000_000);
 *     }
 * }
 * }</pre>
 *
 * <p>Redirects are not followed, cookies not kept, bodies not unpacked, and nothing is sent twice unless the request
 * says that it may be.
 */
public final class Upstream implements AutoCloseable {
    private final Connections connections;
    private final Origins origins;
    private final Watch watch;

    /** Calls that reach everything directly and trust what the system trusts. */
    public Upstream(Limits limits) {
        this(limits, ProxyRules.none());
    }

    /** Calls that trust what the system trusts. */
    public Upstream(Limits limits, ProxyRules proxies) {
        this(limits, proxies, Upstream::systemTrust);
    }

    /** Calls with the given trust. */
    public Upstream(Limits limits, ProxyRules proxies, SSLContext trust) {
        this(limits, proxies, () -> trust);
    }

    private Upstream(Limits limits, ProxyRules proxies, Supplier<SSLContext> trust) {
        this.origins = new Origins(proxies);
        this.connections = new Connections(limits, proxies, trust);
        this.watch = new Watch(connections::sweep);
        watch.start();
    }

    /** A call that is not yet sent. */
    public UpstreamCall call(UpstreamRequest request) {
        Objects.requireNonNull(request, "request");
        return new UpstreamCall(connections, watch, request, origins.of(request.uri()));
    }

    /** Ends all running calls and closes all connections. */
    @Override
    public void close() {
        watch.close();
        connections.close();
    }

    private static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
