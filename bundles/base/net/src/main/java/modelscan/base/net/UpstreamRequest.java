package modelscan.base.net;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A request to a provider.
 *
 * <pre>{@code
 * UpstreamRequest.post(uri, Map.of("authorization", "Bearer " + key), body)
 *         .patience(Patience.usual().total(Duration.ofMinutes(10)));
 * }</pre>
 *
 * @param method such as {@code POST}
 * @param uri absolute, {@code http} or {@code https}
 * @param headers by name; {@code host} and {@code content-length} are made from the rest
 * @param body the bytes; not to be changed until the call has ended; empty for none
 * @param patience how long to wait for what
 * @param repeatable whether the server may get it twice, should a kept connection turn out to be dead
 */
public record UpstreamRequest(String method, URI uri, Map<String, String> headers, byte[] body, Patience patience,
        boolean repeatable) {
    private static final byte[] NOTHING = {};

    public UpstreamRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(patience, "patience");
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a login belongs into a header, not into " + Origins.where(uri));
        }
        if (uri.getHost() == null || !Origins.served(uri.getScheme())) {
            throw new IllegalArgumentException("http or https and a host are needed, not " + Origins.where(uri));
        }
    }

    /** Asks for something; may be repeated. */
    public static UpstreamRequest get(URI uri, Map<String, String> headers) {
        return new UpstreamRequest("GET", uri, headers, NOTHING, Patience.usual(), true);
    }

    /** Sends something; is never repeated. */
    public static UpstreamRequest post(URI uri, Map<String, String> headers, byte[] body) {
        return new UpstreamRequest("POST", uri, headers, body, Patience.usual(), false);
    }

    /** The same with this patience. */
    public UpstreamRequest patience(Patience patience) {
        return new UpstreamRequest(method, uri, headers, body, patience, repeatable);
    }

    /** The same, but the server may get it twice. */
    public UpstreamRequest mayRepeat() {
        return new UpstreamRequest(method, uri, headers, body, patience, true);
    }

    /** Method and address without anything that may be secret. */
    @Override
    public String toString() {
        return method + " " + Origins.where(uri);
    }
}
