package modelscan.base.net;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections: bounded, last used first, checked before they are used again. */
final class Pool extends PoolingHttpClientConnectionManager {
    private volatile boolean closing;

    private Pool(HttpClientConnectionOperator operator) {
        super(operator, PoolConcurrencyPolicy.STRICT, PoolReusePolicy.LIFO, TimeValue.NEG_ONE_MILLISECOND,
                _ -> new Line());
    }

    static Pool of(Limits limits, Supplier<SSLContext> trust) {
        Pool pool = new Pool(new Connecting(trust));
        pool.setMaxTotal(limits.total());
        pool.setDefaultMaxPerRoute(limits.perOrigin());
        // Deadlines are the watch's business; a read without a time of its own is the cheapest one.
        pool.setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(Timeout.DISABLED).build());
        // Zero: asked before each use, which a Line answers without waiting.
        pool.setDefaultConnectionConfig(ConnectionConfig.custom().setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .setTimeToLive(TimeValue.of(limits.life())).build());
        return pool;
    }

    // The library closes all connections when one thread runs out of memory or stack; one call is enough.
    @Override
    public void close(CloseMode mode) {
        if (closing) {
            super.close(mode);
        }
    }

    void closeForGood() {
        closing = true;
        close(CloseMode.IMMEDIATE);
    }
}
