package modelscan.base.net;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.HttpHost;

/** Remembers who is meant by the addresses of requests and how to get there. */
final class Origins {
    // Far more than there are providers; beyond it nothing is remembered.
    private static final int MOST = 1024;

    private final ProxyRules rules;
    private final Map<String, Origin> plain = new ConcurrentHashMap<>();
    private final Map<String, Origin> secure = new ConcurrentHashMap<>();

    /**
     * A scheme, host and port.
     *
     * @param name for messages
     */
    record Origin(HttpHost host, HttpRoute route, String name) {
    }

    Origins(ProxyRules rules) {
        this.rules = rules;
    }

    Origin of(URI uri) {
        Map<String, Origin> known = uri.getScheme().length() == 5 ? secure : plain;
        String authority = uri.getRawAuthority();
        Origin origin = known.get(authority);
        if (origin == null) {
            origin = make(uri);
            if (known.size() < MOST) {
                known.put(authority, origin);
            }
        }
        return origin;
    }

    static boolean served(String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    /** The address without password and query, which may hold secrets. */
    static String where(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    private Origin make(URI uri) {
        HttpHost host = host(uri);
        Optional<HttpHost> proxy = rules.proxy(host.getSchemeName(), host.getHostName()).map(Origins::host);
        boolean tls = host.getSchemeName().equals("https");
        HttpRoute route = proxy.map(way -> through(host, way, tls)).orElseGet(() -> new HttpRoute(host, null, tls));
        return new Origin(host, route, uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }

    private static HttpRoute through(HttpHost host, HttpHost proxy, boolean tls) {
        return tls ? new HttpRoute(host, null, new HttpHost[] {proxy}, true, TunnelType.TUNNELLED, LayerType.LAYERED)
                : new HttpRoute(host, null, proxy, false);
    }

    static HttpHost host(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String name = uri.getHost();
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new HttpHost(scheme, bare, port);
    }
}
