package modelscan.base.net;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;

/** The names and passwords within the addresses of proxies; told to these proxies only. */
final class ProxyLogin {
    private final BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    private final boolean needed;

    ProxyLogin(ProxyRules rules) {
        needed = Stream.of(rules.http(), rules.https()).flatMap(proxy -> proxy.stream())
                .filter(proxy -> proxy.getRawUserInfo() != null).peek(this::keep).count() > 0;
    }

    boolean needed() {
        return needed;
    }

    CredentialsProvider credentials() {
        return credentials;
    }

    private void keep(URI proxy) {
        String[] parts = proxy.getRawUserInfo().split(":", 2);
        char[] password = parts.length > 1 ? decoded(parts[1]).toCharArray() : new char[0];
        credentials.setCredentials(new AuthScope(Origins.host(proxy)),
                new UsernamePasswordCredentials(decoded(parts[0]), password));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
