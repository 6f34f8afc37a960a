package modelscan.base.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which addresses are reached through which proxy.
 *
 * <pre>{@code
 * ProxyRules.environment(System.getenv());
 * ProxyRules.through(URI.create("http://user:password@proxy.example:3128"), List.of("localhost", ".internal"));
 * }</pre>
 *
 * @param http the proxy for {@code http}
 * @param https the proxy for {@code https}, asked with CONNECT
 * @param direct hosts reached without a proxy: a name, a name with everything below it, or {@code *}
 */
public record ProxyRules(Optional<URI> http, Optional<URI> https, List<String> direct) {
    private static final ProxyRules NONE = new ProxyRules(Optional.empty(), Optional.empty(), List.of());

    public ProxyRules {
        http.ifPresent(ProxyRules::check);
        https.ifPresent(ProxyRules::check);
        direct = direct.stream().map(ProxyRules::plain).filter(host -> !host.isEmpty()).toList();
    }

    /** Everything is reached directly. */
    public static ProxyRules none() {
        return NONE;
    }

    /** One proxy for everything but these hosts. */
    public static ProxyRules through(URI proxy, List<String> direct) {
        return new ProxyRules(Optional.of(proxy), Optional.of(proxy), direct);
    }

    /** What {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} say, in either case. */
    public static ProxyRules environment(Map<String, String> variables) {
        Optional<URI> all = proxy(variables, "all_proxy");
        return new ProxyRules(proxy(variables, "http_proxy").or(() -> all),
                proxy(variables, "https_proxy").or(() -> all),
                variable(variables, "no_proxy").map(list -> Arrays.asList(list.split("[,\\s]+"))).orElse(List.of()));
    }

    /** The proxy that leads to this host, if any. */
    public Optional<URI> proxy(String scheme, String host) {
        Optional<URI> proxy = scheme.equals("https") ? https : http;
        if (proxy.isEmpty()) {
            return proxy;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return direct.stream().anyMatch(rule -> covers(rule, name)) ? Optional.empty() : proxy;
    }

    /** The proxies without their passwords. */
    @Override
    public String toString() {
        return "http " + http.map(Origins::where) + ", https " + https.map(Origins::where) + ", direct " + direct;
    }

    private static boolean covers(String rule, String host) {
        return rule.equals("*") || host.equals(rule) || host.endsWith("." + rule);
    }

    // ".example.com", "*.example.com" and "example.com:443" are all in use for "example.com and below".
    private static String plain(String rule) {
        String host = rule.strip().toLowerCase(Locale.ROOT);
        if (host.equals("*")) {
            return host;
        }
        host = host.startsWith("*") ? host.substring(1) : host;
        host = host.startsWith(".") ? host.substring(1) : host;
        int colon = host.indexOf(':');
        return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
    }

    private static Optional<URI> proxy(Map<String, String> variables, String name) {
        return variable(variables, name).map(text -> text.contains("://") ? text : "http://" + text)
                .map(text -> uri(text, name));
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        String lower = variables.getOrDefault(name, "");
        String text = lower.isBlank() ? variables.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    // The text may hold a password, so the exception of the parser is not passed on.
    private static URI uri(String text, String name) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(name + " is not an address");
        }
    }

    private static void check(URI proxy) {
        if (proxy.getHost() == null || !Origins.served(proxy.getScheme())) {
            throw new IllegalArgumentException("a proxy is http://host:port, not " + Origins.where(proxy));
        }
    }
}
