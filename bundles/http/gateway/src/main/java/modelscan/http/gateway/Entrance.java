package modelscan.http.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Doorkeeper;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Finds out who calls the data plane, for every endpoint and dialect alike. */
final class Entrance implements Gate {
    private static final String BEARER = "bearer ";
    private static final String[] KEYS = {"x-api-key", "x-goog-api-key", "api-key"};

    private final Held<Doorkeeper> doorkeeper;

    Entrance(Held<Doorkeeper> doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    @Override
    public Optional<Failure> refusal(HttpCall call) {
        return Optional.empty();
    }

    @Override
    public Principal principal(HttpCall call) {
        // While none is there nobody comes in: it may be on its way, or be replaced.
        try (Held.Hold<Doorkeeper> hold = doorkeeper.hold().orElseThrow(() -> new FailureException(Failure.of(
                ErrorCode.UNAVAILABLE, "nothing that knows callers is installed at the moment").after(Duration.ofSeconds(1))))) {
            return hold.service().admit(key(call), call.local());
        }
    }

    /** The key a caller sent, in whichever way clients do; the first that is there. */
    static Optional<String> key(HttpCall call) {
        Map<String, String> headers = call.headers();
        String authorization = headers.get("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip()).filter(key -> !key.isEmpty());
        }
        for (String name : KEYS) {
            String key = headers.get(name);
            if (key != null && !key.isBlank()) {
                return Optional.of(key.strip());
            }
        }
        // Google's clients may put it into the address.
        return call.query("key").filter(key -> !key.isBlank());
    }
}
