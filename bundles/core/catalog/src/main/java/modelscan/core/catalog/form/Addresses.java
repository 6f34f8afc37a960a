package modelscan.core.catalog.form;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses named by an answer may be asked.
 *
 * <p>A host is a name, a name with a port, or {@code *.name} for everything below it.
 */
record Addresses(URI base, Set<String> hosts) {

    /** The address if it is at the provider's own host or at one of those named. */
    Optional<URI> trusted(String text) {
        try {
            URI uri = base.resolve(text.strip());
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return whole && (isOwn(uri) || isNamed(uri)) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private boolean isOwn(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme()) && uri.getHost().equalsIgnoreCase(base.getHost())
                && port(uri) == port(base);
    }

    // Only a provider that is itself reached without TLS may name an address without it.
    private boolean isNamed(URI uri) {
        boolean safe = "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()) && "http".equalsIgnoreCase(base.getScheme());
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String named = uri.getPort() < 0 || uri.getPort() == 443 && "https".equalsIgnoreCase(uri.getScheme())
                ? host : host + ":" + uri.getPort();
        return safe && hosts.stream().map(each -> each.toLowerCase(Locale.ROOT))
                .anyMatch(each -> each.startsWith("*.") ? named.endsWith(each.substring(1)) : named.equals(each));
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
