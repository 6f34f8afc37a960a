package modelscan.base.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import modelscan.base.net.Origins.Origin;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client library, set up for us: nothing clever, nothing twice. */
final class Connections implements AutoCloseable {
    // Patience comes from settings, so there are few; beyond this a configuration is made for each request.
    private static final int MOST_CONFIGURATIONS = 64;
    private static final String SELF = "ModelScan";

    private final Map<Duration, RequestConfig> configurations = new ConcurrentHashMap<>();
    private final ProxyLogin login;
    private final Pool pool;
    private final CloseableHttpClient direct;
    private final CloseableHttpClient proxied;
    private final long largestAnswer;

    Connections(Limits limits, ProxyRules proxies, Supplier<SSLContext> trust) {
        this.login = new ProxyLogin(proxies);
        this.pool = Pool.of(limits, trust);
        this.largestAnswer = limits.largestAnswer();
        this.proxied = client(limits).build();
        this.direct = client(limits).replaceExecInterceptor(ChainElement.PROTOCOL.name(), Connections::speak).build();
    }

    private HttpClientBuilder client(Limits limits) {
        return HttpClients.custom().setConnectionManager(pool).setConnectionManagerShared(true)
                .setRoutePlanner((_, context) -> CallContext.of(context).origin().route())
                .setKeepAliveStrategy(new KeepAlive(limits.idle()))
                .setDefaultCredentialsProvider(login.credentials())
                .setUserAgent(SELF)
                .addExecInterceptorLast("modelscan", Connections::goOut)
                .disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableConnectionState();
    }

    Outgoing outgoing(UpstreamRequest request, Origin origin, Vigil vigil) {
        return new Outgoing(request, origin, configuration(request.patience().connect()), vigil);
    }

    ClassicHttpResponse send(Outgoing outgoing, Origin origin) throws IOException {
        CloseableHttpClient client = origin.route().getProxyHost() == null ? direct : proxied;
        return client.executeOpen(origin.host(), outgoing, new CallContext(outgoing, origin));
    }

    long largestAnswer() {
        return largestAnswer;
    }

    /** Drops idle connections; whether some are left. */
    boolean sweep() {
        pool.closeExpired();
        return pool.getTotalStats().getAvailable() > 0;
    }

    @Override
    public void close() {
        pool.closeForGood();
        direct.close(CloseMode.IMMEDIATE);
        proxied.close(CloseMode.IMMEDIATE);
        pool.close(CloseMode.IMMEDIATE);
    }

    // Without a proxy there is nobody to log in to, and so nothing of what the library does here for each request.
    private static ClassicHttpResponse speak(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        CallContext.of(scope.clientContext).outgoing().over(scope.execRuntime);
        return chain.proceed(request, scope);
    }

    // Runs after the connection, with its tunnel and TLS, is there.
    private static ClassicHttpResponse goOut(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        CallContext.of(scope.clientContext).outgoing().connected(scope.execRuntime.isConnectionReusable());
        return chain.proceed(request, scope);
    }

    private RequestConfig configuration(Duration connect) {
        RequestConfig known = configurations.get(connect);
        if (known != null) {
            return known;
        }
        RequestConfig made = configure(connect);
        if (configurations.size() < MOST_CONFIGURATIONS) {
            configurations.put(connect, made);
        }
        return made;
    }

    // The time to connect belongs to the request here, while the library prefers it to belong to the route.
    @SuppressWarnings("deprecation")
    private RequestConfig configure(Duration connect) {
        return RequestConfig.custom().setConnectTimeout(Timeout.of(connect))
                .setConnectionRequestTimeout(Timeout.of(connect)).setAuthenticationEnabled(login.needed())
                .setExpectContinueEnabled(false).setProtocolUpgradeEnabled(false).build();
    }
}
