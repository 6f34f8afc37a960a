package modelscan.http.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Lets in who has the admin token and calls this machine by a name it goes by. */
final class AdminGate implements Gate {
    private static final Principal ADMINISTRATOR = Principal.of("administrator");
    private static final String SCHEME = "bearer ";
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final byte[] token;
    private final Set<String> names;

    /** A gate for this token; {@code names} are further names of this machine. */
    AdminGate(String token, Set<String> names) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the admin token is empty");
        }
        this.token = digest(token.strip());
        this.names = names;
    }

    @Override
    public Optional<Failure> refusal(HttpCall call) {
        // A page of another site that points its name at this machine must not reach the API through a browser.
        if (!call.header("host").map(AdminGate::withoutPort).filter(this::isOwn).isPresent()) {
            return Optional.of(Failure.of(ErrorCode.FORBIDDEN, "the management API is not called by this host name"));
        }
        Optional<String> given = call.header("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
        if (given.isPresent() && MessageDigest.isEqual(digest(given.get()), token)) {
            return Optional.empty();
        }
        call.header("www-authenticate", "Bearer realm=\"modelscan\"");
        return Optional.of(Failure.of(ErrorCode.UNAUTHENTICATED,
                given.isPresent() ? "the admin token is not the right one" : "the admin token is missing"));
    }

    @Override
    public Principal principal(HttpCall call) {
        return ADMINISTRATOR;
    }

    private boolean isOwn(String host) {
        return OWN_NAMES.contains(host) || names.contains(host);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    // Digests are of one length, so that the time of comparing them tells nothing about the token.
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
