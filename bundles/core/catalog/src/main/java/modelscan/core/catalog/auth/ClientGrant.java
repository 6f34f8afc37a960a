package modelscan.core.catalog.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Client and secret, as {@code CLIENT:SECRET}; a key without a colon is a token itself. */
record ClientGrant(URI address, String scope) implements Grant {
    @Override
    public Optional<Application> application(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String login = encoded(key.substring(0, colon)) + ":" + encoded(key.substring(colon + 1));
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Map<String, String> form = scope.isEmpty() ? Map.of("grant_type", "client_credentials")
                : Map.of("grant_type", "client_credentials", "scope", scope);
        return Optional.of(new Application(address, Map.of("Authorization", "Basic " + basic), form));
    }

    @Override
    public List<String> secrets(String key) {
        return List.of(key, key.substring(key.indexOf(':') + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
