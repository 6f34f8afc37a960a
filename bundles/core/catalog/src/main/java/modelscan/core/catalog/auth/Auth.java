package modelscan.core.catalog.auth;

import java.util.Optional;
import java.util.function.Function;

/** How a provider wants to be shown its key, as its descriptor says it. */
public sealed interface Auth {

    /** Not at all. */
    record None() implements Auth {
    }

    /** {@code Authorization: Bearer <key>}; {@code optional} if it also works without a key. */
    record Bearer(boolean optional) implements Auth {
    }

    /** In a header of its own, behind a prefix that may be empty. */
    record Header(String name, String prefix) implements Auth {
    }

    /** As a query parameter. */
    record Query(String name) implements Auth {
    }

    /** By a signature of Amazon's kind. */
    record Aws(String service, String region) implements Auth {
    }

    /** By an access token that Google gives for a service account. */
    record Google(String scope) implements Auth {
    }

    /** By an access token given for client and secret at this address. */
    record Client(String token, String scope) implements Auth {
    }

    /** Whether nothing works without a key. */
    default boolean needsKey() {
        return switch (this) {
            case None _ -> false;
            case Bearer(boolean optional) -> !optional;
            case Header _, Query _, Aws _, Google _, Client _ -> true;
        };
    }

    /** Whether a key is shown if there is one. */
    default boolean takesKey() {
        return !(this instanceof None);
    }

    /** The same with placeholders replaced; empty if one has no value. */
    default Optional<Auth> resolved(Function<String, Optional<String>> placeholders) {
        return switch (this) {
            case Aws(String service, String region) -> placeholders.apply(region).map(found -> new Aws(service, found));
            case Client(String token, String scope) -> placeholders.apply(token).map(found -> new Client(found, scope));
            case None _, Bearer _, Header _, Query _, Google _ -> Optional.of(this);
        };
    }
}
