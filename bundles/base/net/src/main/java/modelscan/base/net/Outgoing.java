package modelscan.base.net;

import java.util.Map;
import modelscan.base.net.Origins.Origin;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A request on its way, and what became known about its connection. */
final class Outgoing extends BasicClassicHttpRequest implements CancellableDependency, Configurable {
    private static final long serialVersionUID = 1L;

    private final transient Vigil vigil;
    private final transient RequestConfig config;
    private transient ExecRuntime runtime;
    private transient boolean connected;
    private transient boolean reused;

    Outgoing(UpstreamRequest request, Origin origin, RequestConfig config, Vigil vigil) {
        super(request.method(), origin.host(), target(request));
        this.vigil = vigil;
        this.config = config;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            addHeader(header.getKey(), header.getValue());
        }
        byte[] body = request.body();
        if (body.length > 0 || !"GET".equals(request.method()) && !"HEAD".equals(request.method())) {
            setEntity(new ByteArrayEntity(body, null));
        }
    }

    Vigil vigil() {
        return vigil;
    }

    /** Its connection is ours to give back. */
    void over(ExecRuntime connection) {
        runtime = connection;
    }

    /** The answer was read to its end: the connection may serve another call. */
    void release() {
        if (runtime != null) {
            runtime.releaseEndpoint();
        }
    }

    /** It goes out now, over a connection that may have been used before. */
    void connected(boolean usedBefore) {
        connected = true;
        reused = usedBefore;
        vigil.answering();
    }

    /** Whether it got as far as to its target. */
    boolean connected() {
        return connected;
    }

    /** Whether the connection had been used before. */
    boolean reused() {
        return reused;
    }

    @Override
    public RequestConfig getConfig() {
        return config;
    }

    @Override
    public void setDependency(Cancellable cancellable) {
        vigil.setDependency(cancellable);
    }

    @Override
    public boolean isCancelled() {
        return vigil.isCancelled();
    }

    @Override
    public boolean cancel() {
        return vigil.cancel();
    }

    private static String target(UpstreamRequest request) {
        String path = request.uri().getRawPath();
        String query = request.uri().getRawQuery();
        String slashed = path == null || path.isEmpty() ? "/" : path;
        return query == null ? slashed : slashed + "?" + query;
    }
}
