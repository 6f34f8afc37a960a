package modelscan.http.gateway;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The one Jetty server behind all listeners, each call on a virtual thread. */
final class WebServer implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int PLATFORM_THREADS = 12;
    private static final int BUFFERS = 64 << 20;
    private static final int LARGEST_BUFFER = 64 << 10;
    private static final UriCompliance PATHS = UriCompliance.DEFAULT.with("modelscan",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

    private final Server server;
    private final Admission admission;
    private final Duration drain;
    private final List<LineConnector> connectors;
    private final long longestHead;
    private final Ticker ticker;

    private WebServer(Server server, Admission admission, Settings.Times times, List<LineConnector> connectors) {
        this.server = server;
        this.admission = admission;
        this.drain = times.drain();
        this.connectors = connectors;
        this.longestHead = times.head().toNanos();
        this.ticker = new Ticker("modelscan-http-watch", TICK, this::tick);
    }

    /** Looks after all connections. */
    void tick() {
        long now = System.nanoTime();
        connectors.forEach(connector -> connector.tick(now, longestHead));
    }

    /**
     * Starts the listeners.
     *
     * @throws IllegalStateException naming the port, if one cannot be used
     */
    static WebServer start(Settings settings, List<Side> sides) {
        Executor calls = Thread::startVirtualThread;
        Server server = new Server(threads(calls), new ScheduledExecutorScheduler("modelscan-http-timer", true),
                new ArrayByteBufferPool(0, 2048, LARGEST_BUFFER, 1024, BUFFERS, BUFFERS));
        HttpConfiguration http = configuration(settings.limits());
        List<LineConnector> connectors = sides.stream().map(side -> {
            LineConnector connector = new LineConnector(server, side, calls, new HttpConnectionFactory(http));
            connector.setIdleTimeout(settings.times().idle().toMillis());
            server.addConnector(connector);
            return connector;
        }).toList();
        Admission admission = new Admission(settings.limits().calls());
        server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
        server.setHandler(new Reception(admission));
        server.setErrorHandler(new BadMessages());
        start(server, connectors);
        return new WebServer(server, admission, settings.times(), connectors);
    }

    private static QueuedThreadPool threads(Executor calls) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setName("modelscan-http");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(calls);
        return threads;
    }

    private static HttpConfiguration configuration(Settings.Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(limits.head());
        http.setSendServerVersion(false);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(PATHS);
        http.setNotifyRemoteAsyncErrors(true);
        return http;
    }

    private static void start(Server server, List<LineConnector> connectors) {
        try {
            for (LineConnector connector : connectors) {
                open(connector);
            }
            server.start();
        } catch (Exception failed) {
            connectors.forEach(LineConnector::close);
            throw failed instanceof IllegalStateException told ? told
                    : new IllegalStateException("the HTTP server does not start: " + failed.getMessage(), failed);
        }
    }

    private static void open(LineConnector connector) throws Exception {
        Settings.Place place = connector.side().place();
        try {
            connector.open();
        } catch (IOException failed) {
            String option = connector.side().name().equals("data") ? "--port N or MODELSCAN_PORT"
                    : "--admin-port N or MODELSCAN_ADMIN_PORT";
            String why = failed.getCause() instanceof BindException cause ? cause.getMessage() : failed.getMessage();
            throw new IllegalStateException("port " + place.port() + " of " + place.host() + " cannot be used (" + why
                    + "); choose another one with " + option, failed);
        }
    }

    /** Where a listener is, such as {@code http://127.0.0.1:8080}. */
    String address(String side) {
        LineConnector connector = connectors.stream().filter(one -> one.side().name().equals(side)).findFirst()
                .orElseThrow();
        String host = connector.getHost();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + connector.getLocalPort();
    }

    /** Takes no new calls, lets the running ones finish for a while, and cuts what is left. */
    @Override
    public void close() {
        connectors.forEach(LineConnector::close);
        try {
            if (!admission.drain(drain)) {
                connectors.forEach(LineConnector::stopCalls);
            }
            ticker.close();
            server.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            throw new IllegalStateException("the HTTP server does not stop", failed);
        }
    }
}
